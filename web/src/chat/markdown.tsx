import { Component } from 'preact';
import { useRef } from 'preact/hooks';
import { type Block, renderBlock, splitBlocks } from './render-markdown.ts';

/** A text that can grow. Blocks that are complete are not rendered again. */
export function Markdown({ text }: { text: string }) {
  const blocks = useRef<readonly Block[]>([]);
  blocks.current = splitBlocks(text, blocks.current);
  return (
    <div class="markdown">
      {blocks.current.map((block, index) =>
        block.type === 'space' || block.type === 'def' ? null : (
          // A block stays at its position.
          <BlockView key={index} block={block} />
        ),
      )}
    </div>
  );
}

interface BlockProps {
  readonly block: Block;
}

class BlockView extends Component<BlockProps> {
  override shouldComponentUpdate({ block }: BlockProps): boolean {
    return block.raw !== this.props.block.raw || block.type !== this.props.block.type;
  }

  override render({ block }: BlockProps) {
    return (
      <div
        class="block"
        // RenderBlock sanitizes it.
        dangerouslySetInnerHTML={{ __html: renderBlock(block) }}
      />
    );
  }
}
