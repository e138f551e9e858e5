import { Module } from "@nestjs/common";
import { OperationsController } from "./operations.controller";
import { UsersController } from "./users/users.controller";
import { UsersService } from "./users/users.service";

@Module({
  controllers: [UsersController, OperationsController],
  providers: [UsersService],
})
export class AppModule {}
