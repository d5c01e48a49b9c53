import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteStore } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import { receiptStoreContract } from "../../contracts/receipt-store.contract.ts";

receiptStoreContract("SQLite", async () => openSqliteStore(mkdtempSync(path.join(tmpdir(), "noticeboard-receipts-"))));
