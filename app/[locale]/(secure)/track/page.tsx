import type { Metadata } from "next";
import { z } from "zod";
import { pageLocale } from "@/app/_server/locale";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TRACKING_LINK_MINUTES } from "@/lib/mail/order-link";
import { translator } from "@/messages/translator";
import { track } from "./actions";
import { readFormValues } from "./form-values";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), "track")("title") };
}

const search = z.object({ outcome: z.enum(["accepted", "malformed", "rate_limited"]).optional().catch(undefined) });

export default async function TrackPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { outcome } = search.parse(await searchParams);
  const locale = await pageLocale();
  const t = translator(locale, "track");
  const texts = {
    accepted: t("accepted", { minutes: TRACKING_LINK_MINUTES }),
    malformed: t("malformed"),
    rate_limited: translator(locale, "common")("rateLimited"),
  };
  const formValues = outcome === undefined || outcome === "accepted" ? undefined : await readFormValues();
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-8 pb-16 lg:pt-12">
      <h1 className="text-3xl lg:text-4xl">{t("title")}</h1>
      <p>{t("intro")}</p>
      {outcome && (
        <div id="outcome">
          <Notice kind={outcome === "accepted" ? "success" : "error"}>{texts[outcome]}</Notice>
        </div>
      )}
      <form action={track} className="grid gap-[1.125rem]">
        <input type="hidden" name="locale" value={locale} />
        <Field
          label={t("reference")}
          name="reference"
          id="reference"
          required
          maxLength={60}
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={formValues?.reference}
        />
        <Field
          label={t("email")}
          name="email"
          id="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={formValues?.email}
        />
        <Button type="submit" look="clay" className="justify-self-start">
          {t("submit")}
        </Button>
      </form>
    </div>
  );
}
