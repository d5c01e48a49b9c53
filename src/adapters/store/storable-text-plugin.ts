import { type KyselyPlugin, OperationNodeTransformer, type PrimitiveValueListNode, type QueryId, type ValueNode } from "kysely";
import { storableText } from "../../domain/storable-text.ts";

const storable = <Value>(value: Value): Value => (typeof value === "string" ? (storableText(value) as Value & string) : value);

class StorableValues extends OperationNodeTransformer {
  protected override transformPrimitiveValueList(node: PrimitiveValueListNode, queryId?: QueryId): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node, queryId), values: node.values.map(storable) };
  }

  protected override transformValue(node: ValueNode, queryId?: QueryId): ValueNode {
    return { ...super.transformValue(node, queryId), value: storable(node.value) };
  }
}

const values = new StorableValues();

/** Makes every text that goes into a query one that both engines keep alike, so that no message is lost to a character in it. */
export const storableTextPlugin: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => values.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
};
