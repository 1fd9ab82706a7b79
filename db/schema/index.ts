export * from "./alerts";
export * from "./archives";
export * from "./events";
export * from "./identity";
export * from "./opening-usage";
export * from "./organizations";
export * from "./pricing";
export * from "./rollups";
