import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { largest } from "./api";
import { t } from "./messages";

type FieldProps = {
  label: string;
  hint?: string;
  optional?: boolean;
  wrong?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "tel" | "long";
  most?: number;
  autoComplete?: string;
  inputMode?: "numeric";
  name?: string;
};

/** A question with its explanation, its answer, and what is wrong with it, all heard together. */
export function Field({ label, hint, optional, wrong, value, onChange, type = "text", most = 200, autoComplete, inputMode, name }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", wrong ? `${id}-wrong` : ""].filter(Boolean).join(" ");
  const common = {
    id,
    value,
    maxLength: most,
    "aria-invalid": wrong ? true : undefined,
    "aria-describedby": described || undefined,
    required: !optional,
    ...(autoComplete ? { autoComplete } : {}),
    ...(name ? { name } : {}),
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="soft">{t.optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p className="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
      {type === "long" ? (
        <textarea {...common} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} type={type} inputMode={inputMode} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      {most - value.length < 200 && most > 1000 && (
        <p className="hint" role="status">
          {t.charactersLeft(most - value.length)}
        </p>
      )}
    </div>
  );
}

/** A button that takes files; the camera of a phone is among the places they come from. */
export function FileButton({ label, multiple, busy, onTake }: { label: string; multiple?: boolean; busy?: boolean; onTake: (fit: File[]) => void }) {
  const id = useId();
  const [heavy, setHeavy] = useState<string[]>([]);
  return (
    <>
      <label className="button" aria-disabled={busy}>
        {label}
        <input
          className="trap"
          type="file"
          multiple={multiple}
          disabled={busy}
          accept="image/*,application/pdf,.doc,.docx,.odt,.txt"
          aria-describedby={id}
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = "";
            // Said before anything is sent: on a phone that would cost minutes.
            setHeavy(chosen.filter(({ size }) => size > largest).map(({ name }) => name));
            const fit = chosen.filter(({ size }) => size <= largest);
            if (fit.length > 0) onTake(fit);
          }}
        />
      </label>
      <p className="hint" id={id}>
        {t.lodge.photosHint}
      </p>
      {heavy.map((name) => (
        <p className="note bad" role="alert" key={name}>
          {t.tooLarge(name)}
        </p>
      ))}
    </>
  );
}

export function Needs({ chosen, onChange }: { chosen: string[]; onChange: (needs: string[]) => void }) {
  return (
    <>
      {Object.entries(t.needs).map(([need, says]) => (
        <label className="check" key={need}>
          <input
            type="checkbox"
            checked={chosen.includes(need)}
            onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, need] : chosen.filter((other) => other !== need))}
          />
          {says}
        </label>
      ))}
    </>
  );
}

export function Ways({ value, onChange }: { value: string; onChange: (way: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {t.lodge.reachBy} <span className="soft">{t.optional}</span>
      </label>
      <p className="hint" id={`${id}-hint`}>
        {t.lodge.reachByHint}
      </p>
      <select id={id} aria-describedby={`${id}-hint`} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{t.lodge.anyWay}</option>
        {Object.entries(t.ways).map(([way, says]) => (
          <option key={way} value={way}>
            {says}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Something that opens to say more, and closes again when it is done. The focus goes in, and comes back. */
export function Opening({ label, children, main }: { label: string; children: (close: () => void) => ReactNode; main?: boolean }) {
  const [open, setOpen] = useState(false);
  const inside = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const opened = useRef(false);
  useEffect(() => {
    if (open) inside.current?.querySelector<HTMLElement>("textarea, input, select")?.focus();
    else if (opened.current) button.current?.focus();
    opened.current = open;
  }, [open]);
  if (!open) {
    return (
      <button type="button" ref={button} className={main ? "main" : ""} onClick={() => setOpen(true)}>
        {label}
      </button>
    );
  }
  return (
    <div className="card" ref={inside}>
      {children(() => setOpen(false))}
    </div>
  );
}
