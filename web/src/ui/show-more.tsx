interface ShowMoreProps {
  readonly pageInfo:
    | { readonly hasNextPage: boolean; readonly endCursor: string | null }
    | undefined;
  readonly onShow: (after: string | null) => void;
}

/** Shown below a page of a list that has more items. */
export function ShowMore({ pageInfo, onShow }: ShowMoreProps) {
  if (!pageInfo?.hasNextPage) return null;
  return (
    <div>
      <button type="button" class="button compact" onClick={() => onShow(pageInfo.endCursor)}>
        Show more
      </button>
    </div>
  );
}
