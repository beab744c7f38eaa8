using System.Buffers.Binary;
using System.Text;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Reads the numbers, strings and values of a GGUF file; none goes beyond the file's end.</summary>
internal sealed class GgufReader(Stream file)
{
    private const int String = 8;
    private const int Array = 9;

    public long Position => file.Position;

    public long Length => file.Length;

    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public uint UInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        file.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public ulong UInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        file.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <exception cref="InvalidDataException">It is longer than <paramref name="most"/> bytes.</exception>
    public string Text(int most)
    {
        var length = UInt64();
        if (length > (ulong)most)
        {
            throw new InvalidDataException($"a name of {length} bytes at byte {Position}");
        }

        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Passes over one value.</summary>
    /// <returns>Its number if it is an unsigned 32-bit integer, else null.</returns>
    /// <exception cref="InvalidDataException">The type is unknown, or the value is longer than the file.</exception>
    public uint? Value()
    {
        switch (UInt32())
        {
            case 4:
                return UInt32();
            case String:
                Skip(UInt64());
                return null;
            case Array:
                SkipItems();
                return null;
            case var type:
                Skip(Width(type));
                return null;
        }
    }

    private void SkipItems()
    {
        var (type, count) = (UInt32(), UInt64());
        if (type != String)
        {
            var width = Width(type);
            Skip(count > (ulong)Length ? ulong.MaxValue : count * width);
            return;
        }

        for (var i = 0UL; i < count; i++)
        {
            Skip(UInt64());
        }
    }

    private void Skip(ulong bytes)
    {
        if (bytes > (ulong)(Length - Position))
        {
            throw new EndOfStreamException($"{bytes} bytes should follow byte {Position} of {Length}");
        }

        file.Seek((long)bytes, SeekOrigin.Current);
    }

    /// <summary>Bytes of a number or truth value (gguf.h, <c>gguf_type</c>).</summary>
    private static ulong Width(uint type) =>
        type switch
        {
            0 or 1 or 7 => 1,
            2 or 3 => 2,
            4 or 5 or 6 => 4,
            10 or 11 or 12 => 8,
            _ => throw new InvalidDataException($"value type {type} is unknown"),
        };
}
