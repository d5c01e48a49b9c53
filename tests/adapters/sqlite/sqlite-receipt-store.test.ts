import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openStore } from "../../../src/adapters/sqlite/open-store.ts";
import { receiptStoreContract } from "../../contracts/receipt-store.contract.ts";

receiptStoreContract("SQLite", async () => openStore(mkdtempSync(path.join(tmpdir(), "noticeboard-receipts-"))));
