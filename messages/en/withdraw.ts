export const withdraw = {} as const;
