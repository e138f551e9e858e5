export default function Page() {
  return <p>A user directory: see /users and /metrics.</p>;
}
