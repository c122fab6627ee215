export declare const N8N_VERSION: string;
export declare function n8nFolder(): string;
