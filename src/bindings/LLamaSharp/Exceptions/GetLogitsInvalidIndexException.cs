namespace LLama.Exceptions;

/// <summary>The last batch gave no logits at this index.</summary>
public class GetLogitsInvalidIndexException(int index) : RuntimeError($"The last batch has no logits at index {index}")
{
    public int Index { get; } = index;
}
