import type { Migration } from "./migration.ts";

/** Which embedding model answers; at first the one that most of the stored vectors are of. */
export const servedEmbedding: Migration = [
  `
  CREATE TABLE served_embedding (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    model_id TEXT NOT NULL, dimension INTEGER NOT NULL,
    place TEXT, model TEXT, asked_dimension INTEGER
  ) STRICT;
  INSERT INTO served_embedding (only_row, model_id, dimension)
    SELECT 1, model_id, max(length(vector)) / 4 FROM vectors GROUP BY model_id ORDER BY count(*) DESC LIMIT 1;
  `,
];
