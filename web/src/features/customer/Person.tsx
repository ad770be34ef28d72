// Who they are, how they want to be reached, what they need, and what asks for particular care.

import { Anchor, Group, Stack, Text } from "@mantine/core";
import { choice, day, fieldName, language } from "@/shared/i18n";
import { useNameOf } from "@/shared/people";
import { useNow } from "@/shared/ui/When";
import { compared } from "./compare";
import type { CustomerView } from "./data";
import { Give } from "./Give";
import { t } from "./messages";
import { Part } from "./Part";
import classes from "./customer.module.css";

type Props = { view: CustomerView; fixed: boolean };
const Empty = () => (
  <Text size="sm" c="dimmed">
    {t.empty}
  </Text>
);

export function Profile({ view, fixed }: Props) {
  const { profile, attributes } = view.state;
  const known = compared.filter((field) => profile[field]);
  const facts = Object.entries(attributes);
  const start = { profile: Object.fromEntries(compared.map((field) => [field, profile[field] ?? ""])) };
  // What stood there and was taken out of the form is to hold nothing any more.
  const emptied = (values: Record<string, unknown>) => {
    const now = (values["profile"] ?? {}) as Record<string, unknown>;
    const clear = known.filter((field) => typeof now[field] !== "string" || now[field].trim() === "");
    return clear.length > 0 ? { clear } : {};
  };
  return (
    <Part
      title={t.sections.profile}
      action={!fixed && <Give view={view} command="correct-profile" label={t.correct} says={t.sections.profile} start={start} hidden={["attributes", "clear"]} also={emptied} />}
    >
      {known.length === 0 && <Empty />}
      <dl className={classes["facts"]}>
        {known.map((field) => (
          <div key={field} style={{ display: "contents" }}>
            <dt>{fieldName(field)}</dt>
            <dd>
              {field === "email" && <Anchor size="sm" href={`mailto:${profile.email ?? ""}`}>{profile.email}</Anchor>}
              {field === "phone" && <Anchor size="sm" href={`tel:${(profile.phone ?? "").replace(/[^\d+]/g, "")}`}>{profile.phone}</Anchor>}
              {field !== "email" && field !== "phone" && profile[field]}
            </dd>
          </div>
        ))}
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ")}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function languageName(tag: string) {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag; // not a tag that anybody knows
  }
}

export function Reach({ view, fixed }: Props) {
  const { preference } = view.state;
  const start = { preference: { channel: preference.channel ?? "", language: preference.language ?? "", notes: preference.notes ?? "" } };
  return (
    <Part
      title={t.sections.preference}
      action={!fixed && <Give view={view} command="set-preference" label={t.set} says={t.sections.preference} start={start} />}
    >
      {!preference.channel && !preference.language && !preference.notes && <Empty />}
      <dl className={classes["facts"]}>
        {preference.channel && (
          <>
            <dt>{fieldName("channel")}</dt>
            <dd>{choice("Channel", preference.channel)}</dd>
          </>
        )}
        {preference.language && (
          <>
            <dt>{t.language}</dt>
            <dd>{languageName(preference.language)}</dd>
          </>
        )}
        {preference.notes && (
          <>
            <dt>{fieldName("notes")}</dt>
            <dd>{preference.notes}</dd>
          </>
        )}
      </dl>
    </Part>
  );
}

export function Needs({ view, fixed }: Props) {
  const { needs } = view.state;
  return (
    <Part title={t.sections.needs} action={!fixed && <Give view={view} command="record-need" label={t.add} says={t.sections.needs} />}>
      {needs.length === 0 && <Empty />}
      <ul className={classes["plain"]}>
        {needs.map(({ need, note }) => (
          <li key={need}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text size="sm" fw={600}>
                  {choice("Need", need)}
                </Text>
                {note && (
                  <Text size="sm" className={classes["words"]}>
                    {note}
                  </Text>
                )}
              </div>
              {!fixed && (
                <Give view={view} command="end-need" label={t.end} says={choice("Need", need)} given={{ need }} hidden={["need"]} />
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Care({ view, fixed }: Props) {
  const { vulnerabilities } = view.state;
  const nameOf = useNameOf();
  const now = useNow();
  return (
    <Part
      title={t.sections.vulnerabilities}
      action={!fixed && <Give view={view} command="record-vulnerability" label={t.add} says={t.sections.vulnerabilities} />}
    >
      <Text size="xs" c="dimmed">
        {vulnerabilities.length === 0 ? t.care.none : t.care.says}
      </Text>
      {vulnerabilities.map((one) => (
        <div key={one.driver} className={classes["care"]}>
          <Stack gap={4}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Text size="sm" fw={650}>
                {choice("Driver", one.driver)}
              </Text>
              {!fixed && (
                <Give
                  view={view}
                  command="end-vulnerability"
                  label={t.end}
                  says={choice("Driver", one.driver)}
                  given={{ driver: one.driver }}
                  hidden={["driver"]}
                />
              )}
            </Group>
            <Text size="sm" className={classes["words"]}>
              {one.note ?? "–"}
            </Text>
            <Text size="xs">
              {t.care.basis}: {choice("LawfulBasis", one.basis)}
              {one.basis_note ? ` (${one.basis_note})` : ""}
            </Text>
            <Text size="xs">{t.care.recorded(nameOf(one.by) ?? one.by, day(new Date(one.at)))}</Text>
            {one.review_at && (
              <Text size="xs" fw={new Date(one.review_at) <= now ? 650 : 400} style={{ color: new Date(one.review_at) <= now ? "var(--late)" : undefined }}>
                {t.care.review}: {day(new Date(one.review_at))}
                {new Date(one.review_at) <= now && `. ${t.care.reviewLate}`}
              </Text>
            )}
          </Stack>
        </div>
      ))}
    </Part>
  );
}

export function Consents({ view, fixed }: Props) {
  const { consents } = view.state;
  return (
    <Part
      title={t.sections.consents}
      action={!fixed && <Give view={view} command="record-consent" label={t.add} says={t.sections.consents} start={{ given: true }} />}
    >
      {consents.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.consent.none}
        </Text>
      )}
      <ul className={classes["plain"]}>
        {consents.map((one) => (
          <li key={one.purpose + one.at}>
            <Text size="sm" fw={600}>
              {one.purpose}
            </Text>
            <Text size="sm" style={{ color: one.given ? "var(--met)" : "var(--late)" }}>
              {one.given ? t.consent.given : t.consent.taken}, {choice("Channel", one.channel)}, {day(new Date(one.at))}
            </Text>
            {one.words && (
              <Text size="sm" className={classes["words"]}>
                “{one.words}”
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
