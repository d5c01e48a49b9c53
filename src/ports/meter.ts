/**
 * The values that each label may have: closed lists, and never anything of a person or a thread. A list that depends on the settings is a
 * function. Whatever is not in the list is counted as `other`.
 */
export type LabelValues = Readonly<Record<string, readonly string[] | (() => readonly string[])>>;

/** A label for each list; null counts as `none`. */
export type Labels<L extends LabelValues> = { readonly [Name in keyof L]: string | null | undefined };

/** One value of a gauge. */
export type Reading<L extends LabelValues> = { labels: Labels<L>; value: number };

/** What a figure is called, in the style of Prometheus, and what it says. */
export type Figure<L extends LabelValues> = { name: string; says: string; labels: L };

/** Figures of the running service, for whoever watches it. */
export type Meter = {
  /** Something that is counted from the start of the process. */
  counter<L extends LabelValues>(figure: Figure<L>): (labels: Labels<L>, by?: number) => void;
  /** Spans in seconds; `bucketsSeconds` are the upper bounds that are told apart. */
  histogram<L extends LabelValues>(
    figure: Figure<L> & { bucketsSeconds: number[] },
  ): (labels: Labels<L>, seconds: number) => void;
  /** Something that is read when somebody asks. When `read` rejects, the figure is left out of that answer. */
  gauge<L extends LabelValues>(figure: Figure<L>, read: () => Reading<L>[] | Promise<Reading<L>[]>): void;
  /** All figures in Prometheus' text format, those of the process itself (memory, event loop) among them. */
  text(): Promise<{ type: string; body: string }>;
};
