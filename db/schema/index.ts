export * from "./alerts";
export * from "./events";
export * from "./identity";
export * from "./organizations";
export * from "./pricing";
export * from "./rollups";
