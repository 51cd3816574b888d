export type SignInState = { email: string; step: "password" | "code"; error: string | null };
