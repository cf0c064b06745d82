import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { accessStorageContract } from "./accessStorageContract.ts";
import { planStorageContract } from "./planStorageContract.ts";

planStorageContract("memory", () => Promise.resolve(createMemoryStorage()));
accessStorageContract("memory", () => Promise.resolve(createMemoryStorage()));
