import { sql } from "drizzle-orm";

/**
 * A condition on `payments`: money came that is not what was asked for, and staff have to look at it. Once they gave all of
 * it back, its order waits as if nothing had come.
 */
export const inReview = sql<boolean>`(payments.status = 'review' and payments.amount_cents > (
  select coalesce(sum(r.amount_cents), 0) from refunds r where r.payment_id = payments.id and r.status = 'succeeded'))`;
