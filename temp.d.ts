declare module "@/db/embedded/cluster" {
  export function openCluster(
    dataDir: string,
  ): Promise<{ url: string; started: boolean; close(): Promise<void> }>;
}
