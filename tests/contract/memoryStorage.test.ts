import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { planStorageContract } from "./planStorageContract.ts";

planStorageContract("memory", () => Promise.resolve(createMemoryStorage()));
