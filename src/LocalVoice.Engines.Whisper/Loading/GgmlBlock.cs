namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>Block size of a ggml tensor type: elements and bytes per block (ggml.c, <c>type_traits</c>).</summary>
internal readonly record struct GgmlBlock(int Elements, int Bytes)
{
    /// <exception cref="InvalidDataException">The type is unknown.</exception>
    public static GgmlBlock Of(int type) =>
        type switch
        {
            0 => new(1, 4), // f32
            1 or 30 => new(1, 2), // f16, bf16
            2 => new(32, 18), // q4_0
            3 => new(32, 20), // q4_1
            6 => new(32, 22), // q5_0
            7 => new(32, 24), // q5_1
            8 => new(32, 34), // q8_0
            10 => new(256, 84), // q2_K
            11 => new(256, 110), // q3_K
            12 => new(256, 144), // q4_K
            13 => new(256, 176), // q5_K
            14 => new(256, 210), // q6_K
            15 => new(256, 292), // q8_K
            _ => throw new InvalidDataException($"tensor type {type} is unknown"),
        };
}
