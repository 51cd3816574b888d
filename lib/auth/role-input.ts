import { z } from "zod";
import { ROLES } from "@/db/schema/staff";

export const roleSchema = z.enum(ROLES);

/** For pages, which don't read the schema. */
export const ALL_ROLES = ROLES;
