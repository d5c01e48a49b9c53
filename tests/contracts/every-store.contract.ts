import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";
import { auditStoreContract } from "./audit-store.contract.ts";
import { caseListContract } from "./case-list.contract.ts";
import { caseNewsContract } from "./case-news.contract.ts";
import { caseStoreContract } from "./case-store.contract.ts";
import { changedMessagesContract } from "./changed-messages.contract.ts";
import { conversationStoreContract } from "./conversation-store.contract.ts";
import { embeddingStoreContract } from "./embedding-store.contract.ts";
import { feedbackStoreContract } from "./feedback-store.contract.ts";
import { heardStoreContract } from "./heard-store.contract.ts";
import { knowledgeStoreContract } from "./knowledge-store.contract.ts";
import { privacyStoreContract } from "./privacy-store.contract.ts";
import { receiptStoreContract } from "./receipt-store.contract.ts";
import { retentionStoreContract } from "./retention-store.contract.ts";
import { spendStoreContract } from "./spend-store.contract.ts";
import { spineClockContract } from "./spine-clock.contract.ts";
import { spineStoreContract } from "./spine-store.contract.ts";
import { storeContract } from "./store.contract.ts";

/** Every contract that an engine must keep. `setVersion` gives the statements that set a store's schema version. */
export const everyStoreContract = (engine: StoreEngine, setVersion: (version: number) => string): void => {
  knowledgeStoreContract(engine.name, async () => {
    const place = engine.newPlace();
    return { store: await openAt(place), reopen: () => openAt(place) };
  });
  auditStoreContract(engine);
  caseStoreContract(engine);
  caseListContract(engine);
  caseNewsContract(engine);
  receiptStoreContract(engine.name, () => openAt(engine.newPlace()));
  spendStoreContract(engine);
  spineStoreContract(engine);
  changedMessagesContract(engine);
  conversationStoreContract(engine);
  heardStoreContract(engine);
  feedbackStoreContract(engine);
  spineClockContract(engine);
  embeddingStoreContract(engine);
  privacyStoreContract(engine);
  retentionStoreContract(engine);
  storeContract(engine, setVersion);
};
