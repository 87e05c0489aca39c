// The pages of a PDF source as they were published, beside the text that was taken from them.
import { useEffect, useState } from "preact/hooks";
import type { Refusal } from "../call";
import { drawn } from "../call";
import { refusalOf } from "../wire";
import { t } from "../words";
import { Failed, Waiting } from "./states";

/** `at` is the page of the fact that is chosen, 0 where none is. */
export function PageImages({ source, pages, at }: { source: string; pages: number; at: number }) {
  const [page, setPage] = useState(at || 1);
  const [image, setImage] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    if (at) setPage(at);
  }, [at]);
  useEffect(() => {
    let address = "";
    let over = false;
    setRefusal(null);
    setImage("");
    drawn("source-page", { source, page }, "png").then(
      (bytes) => {
        if (over) return;
        address = URL.createObjectURL(bytes);
        setImage(address);
      },
      (error: unknown) => !over && setRefusal(refusalOf(error)),
    );
    return () => {
      over = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [source, page]);
  return (
    <figure class="page-image" aria-label={t("source.as_published")}>
      <figcaption>
        <button type="button" disabled={page <= 1} onClick={() => setPage(page - 1)}>
          {t("source.page_before")}
        </button>{" "}
        <span role="status">{t("source.page", { n: page, of: pages })}</span>{" "}
        <button type="button" disabled={page >= pages} onClick={() => setPage(page + 1)}>
          {t("source.page_next")}
        </button>
      </figcaption>
      {refusal ? (
        <Failed refusal={refusal} />
      ) : image ? (
        <img src={image} alt={t("source.page_alt", { n: page })} />
      ) : (
        <Waiting />
      )}
    </figure>
  );
}
