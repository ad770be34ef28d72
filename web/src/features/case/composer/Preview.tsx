import { Anchor, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { words } from "@/shared/i18n";
import { ProblemNote } from "@/shared/ui/problems";
import classes from "../case.module.css";
import { t } from "../messages";

/** The pages as they would be printed; the server marks each one as a draft. */
export function Preview({ of, body, onClose }: { of: string; body: Schemas["LetterTextInput"]; onClose: () => void }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["letter-preview", of, body],
    queryFn: async () =>
      await bodyOf(api.POST("/api/v1/cases/{ref}/letters/preview", { params: { path: { ref: of } }, body, parseAs: "blob" })),
    gcTime: 0,
    retry: false,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(new Blob([data], { type: "application/pdf" })) : undefined), [data]);
  useEffect(() => {
    return () => {
      // A page of its own that was just opened may still be fetching it.
      if (address) setTimeout(() => URL.revokeObjectURL(address), 60_000);
    };
  }, [address]);
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{t.letter.previewTitle}</Text>} size="xl" closeButtonProps={{ "aria-label": words.ui.close }}>
      <Stack gap="sm">
        <ProblemNote problem={error} again={() => void refetch()} />
        {isPending && <Text role="status">{t.letter.previewWait}</Text>}
        {address && (
          <>
            <Anchor href={address} target="_blank" size="sm">
              {t.letter.previewOpen}
            </Anchor>
            <iframe src={address} title={t.letter.previewTitle} className={classes.preview} />
          </>
        )}
      </Stack>
    </Modal>
  );
}
