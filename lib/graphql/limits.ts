import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** How much one document may ask for. Introspection has a limit of its own in graphql-js. */
export const LIMITS = { depth: 10, fields: 1000, rootFields: 10, tokens: 5000 } as const;

type Size = { depth: number; fields: number; rootFields: number };

/** Refuses documents that ask too deeply, for too many fields, or for too many answers at once. */
export function limitSize(context: ValidationContext): ASTVisitor {
  const measure = measuring(context.getDocument());
  return {
    OperationDefinition(node) {
      const size = measure(node.selectionSet);
      for (const name of ["depth", "fields", "rootFields"] as const) {
        if (size[name] <= LIMITS[name]) continue;
        const message = `The query is too large: ${WORDS[name]} ${LIMITS[name]}.`;
        context.reportError(
          new GraphQLError(message, { nodes: node, extensions: { code: "query_too_large" } }),
        );
      }
    },
  };
}

const WORDS = {
  depth: "its depth is more than",
  fields: "its fields are more than",
  rootFields: "it asks for more answers than",
};

/** Fragments are measured once, however often they are spread; one within itself is another rule's concern. */
function measuring(document: DocumentNode): (selections: SelectionSetNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const measured = known.get(name);
    if (measured) return measured;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? ofSelections(fragment.selectionSet) : NOTHING;
    known.set(name, size);
    return size;
  }

  function ofSelections({ selections }: SelectionSetNode): Size {
    const sizes = selections.map((selection): Size => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet);
      if (selection.name.value.startsWith("__")) return NOTHING;
      const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : NOTHING;
      return { depth: inner.depth + 1, fields: inner.fields + 1, rootFields: 1 };
    });
    return {
      depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
      fields: sizes.reduce((sum, { fields }) => sum + fields, 0),
      rootFields: sizes.reduce((sum, { rootFields }) => sum + rootFields, 0),
    };
  }
  return ofSelections;
}

const NOTHING: Size = { depth: 0, fields: 0, rootFields: 0 };
