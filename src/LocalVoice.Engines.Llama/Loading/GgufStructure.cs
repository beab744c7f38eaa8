namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Walks a GGUF file: counts, settings, tensors (ggml, docs/gguf.md). Reads no weights.</summary>
internal sealed class GgufStructure(GgufReader reader)
{
    private const int LongestKey = 65_535;
    private const int LongestTensorName = 64;
    private const int MostDimensions = 4;
    private const uint DefaultAlignment = 32;

    // Several times what the largest published models have.
    private const ulong MostEntries = 100_000;
    private const uint MostOfASize = 16 * 1024 * 1024;

    private static readonly string[] Sizes =
    [
        ".context_length",
        ".embedding_length",
        ".block_count",
        ".feed_forward_length",
        ".head_count",
    ];

    private uint _alignment = DefaultAlignment;

    /// <exception cref="InvalidDataException">The structure is broken; the message names the place.</exception>
    /// <exception cref="EndOfStreamException">The file ends too early.</exception>
    public void Check()
    {
        var version = reader.UInt32();
        Require(version is 2 or 3, $"version {version}; llama.cpp reads 2 and 3");
        var (tensors, settings) = (reader.UInt64(), reader.UInt64());
        Require(tensors is > 0 and <= MostEntries, $"{tensors} tensors");
        Require(settings is > 0 and <= MostEntries, $"{settings} settings");
        CheckSettings(settings);
        var ends = new long[tensors];
        for (var i = 0UL; i < tensors; i++)
        {
            ends[i] = TensorEnd();
        }

        var start = (reader.Position + _alignment - 1) / _alignment * _alignment;
        Require(
            ends.Max() <= reader.Length - start,
            $"{reader.Length} bytes, where its tensors end at byte {(decimal)start + ends.Max()}: it is not whole"
        );
    }

    private void CheckSettings(ulong settings)
    {
        var hasArchitecture = false;
        for (var i = 0UL; i < settings; i++)
        {
            var key = reader.Text(LongestKey);
            var number = reader.Value();
            hasArchitecture |= key == "general.architecture";
            if (key == "general.alignment")
            {
                Require(number is >= 8 and <= 1 << 20 && uint.IsPow2(number.Value), $"an alignment of {number}");
                _alignment = number!.Value;
            }
            else if (number is { } size && Sizes.Any(name => key.EndsWith(name, StringComparison.Ordinal)))
            {
                Require(size is > 0 and <= MostOfASize, $"{key} {size}");
            }
        }

        Require(hasArchitecture, "no general.architecture");
    }

    /// <summary>Where the tensor's data ends, from the start of the data section.</summary>
    private long TensorEnd()
    {
        var name = reader.Text(LongestTensorName);
        var dimensions = reader.UInt32();
        Require(dimensions is > 0 and <= MostDimensions, $"a tensor '{name}' of {dimensions} dimensions");
        var (elements, row) = (1L, 0L);
        for (var i = 0; i < dimensions; i++)
        {
            var size = reader.UInt64();
            Require(size > 0 && size <= (ulong)(long.MaxValue / 8 / elements), $"a tensor '{name}' with a dimension of {size}");
            elements *= (long)size;
            row = i == 0 ? elements : row;
        }

        var block = GgufBlock.Of(reader.UInt32());
        var offset = reader.UInt64();
        Require(row % block.Elements == 0, $"a tensor '{name}' with rows of {row}, where blocks have {block.Elements}");
        Require(offset % _alignment == 0, $"a tensor '{name}' at offset {offset}, which is no multiple of {_alignment}");
        var bytes = elements / block.Elements * (decimal)block.Bytes;
        Require(offset + bytes <= reader.Length, $"{reader.Length} bytes, where tensor '{name}' ends at {offset + bytes}: it is not whole");
        return (long)(offset + bytes);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"it has {otherwise}");
        }
    }
}
