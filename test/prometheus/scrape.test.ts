import { describe, expect, it } from "vitest";
import { PrometheusError } from "../../prometheus/prometheusError.js";
import { metricsAddress } from "../../prometheus/scrape.js";

describe("an application's address", () => {
  it.each([
    [":3000", "http://localhost:3000/metrics", "localhost:3000"],
    ["shop:3000", "http://shop:3000/metrics", "shop:3000"],
    [
      "https://shop.example/internal/metrics",
      "https://shop.example/internal/metrics",
      "shop.example:443/internal/metrics",
    ],
    [
      "http://127.0.0.1:9464/metrics?token=s3cret",
      "http://127.0.0.1:9464/metrics?…",
      "127.0.0.1:9464/metrics?token=s3cret",
    ],
  ])("may be %s", (text, name, instance) => {
    expect(metricsAddress(text)).toMatchObject({ name, instance });
  });

  it.each(["", "ftp://shop", "http://ada:s3cret@shop/metrics", ":99999", "http://"])("is not '%s'", (text) => {
    expect(() => metricsAddress(text)).toThrow(PrometheusError);
  });
});
