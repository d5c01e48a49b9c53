import type { AuditStore } from "../../ports/audit-store.ts";
import type { CaseStore } from "../../ports/case-store.ts";
import type { ConversationStore } from "../../ports/conversation-store.ts";
import type { EmbeddingStore } from "../../ports/embedding-store.ts";
import type { FeedbackStore } from "../../ports/feedback-store.ts";
import type { HeardStore } from "../../ports/heard-store.ts";
import type { HomeStore } from "../../ports/home-store.ts";
import type { KnowledgeStore } from "../../ports/knowledge-store.ts";
import type { PrivacyStore } from "../../ports/privacy-store.ts";
import type { ReceiptStore } from "../../ports/receipt-store.ts";
import type { RestorationStore } from "../../ports/restoration-store.ts";
import type { RetentionStore } from "../../ports/retention-store.ts";
import type { ServiceStateStore } from "../../ports/service-state.ts";
import type { SilenceStore } from "../../ports/silence-store.ts";
import type { SpendStore } from "../../ports/spend-store.ts";
import type { SpineStore } from "../../ports/spine-store.ts";
import { auditRepository } from "./audit-repository.ts";
import { caseRepository } from "./case-repository.ts";
import { conversationRepository } from "./conversation-repository.ts";
import { embeddingRepository } from "./embedding-repository.ts";
import { feedbackRepository } from "./feedback-repository.ts";
import { heardRepository } from "./heard-repository.ts";
import { homeRepository } from "./home-repository.ts";
import { knowledgeRepository } from "./knowledge-repository.ts";
import { privacyRepository } from "./privacy-repository.ts";
import { receiptRepository } from "./receipt-repository.ts";
import { restorationRepository } from "./restoration-repository.ts";
import { retentionRepository } from "./retention-repository.ts";
import { serviceStateRepository } from "./service-state-repository.ts";
import { silenceRepository } from "./silence-repository.ts";
import { spendRepository } from "./spend-repository.ts";
import { spineRepository } from "./spine-repository.ts";
import type { Tables } from "./tables.ts";

/** Everything that is stored, by subject. */
export type Repositories = {
  knowledge: KnowledgeStore;
  embeddings: EmbeddingStore;
  cases: CaseStore;
  receipts: ReceiptStore;
  spend: SpendStore;
  spine: SpineStore;
  conversations: ConversationStore;
  heard: HeardStore;
  serviceState: ServiceStateStore;
  audit: AuditStore;
  privacy: PrivacyStore;
  retention: RetentionStore;
  restorations: RestorationStore;
  silences: SilenceStore;
  feedback: FeedbackStore;
  home: HomeStore;
};

/** The repositories over migrated tables, or over one transaction of them: each then writes as part of it. */
export const repositoriesOver = (tables: Tables): Repositories => ({
  knowledge: knowledgeRepository(tables),
  embeddings: embeddingRepository(tables),
  cases: caseRepository(tables),
  receipts: receiptRepository(tables),
  spend: spendRepository(tables),
  spine: spineRepository(tables),
  conversations: conversationRepository(tables),
  heard: heardRepository(tables),
  serviceState: serviceStateRepository(tables),
  audit: auditRepository(tables),
  privacy: privacyRepository(tables),
  retention: retentionRepository(tables),
  restorations: restorationRepository(tables),
  silences: silenceRepository(tables),
  feedback: feedbackRepository(tables),
  home: homeRepository(tables),
});
