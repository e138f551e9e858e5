import { describeNestjs } from "./nestjs.js";

describeNestjs();
