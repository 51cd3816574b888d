"use client";

import { FieldError } from "@/components/ui/field";
import type { Refusal } from "@/lib/checkout/cart-answer";
import { createTranslator } from "@/messages/create-translator";
import type { Words } from "@/messages/shape";
import { refusalText } from "./cart-texts";

export function RefusalError({ id, refusal, words }: { id: string; refusal: Refusal; words: Words<"cart"> }) {
  return <FieldError id={id} error={refusalText(refusal, createTranslator(words))} />;
}
