namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Block size of a tensor type: elements and bytes per block (ggml.c, <c>type_traits</c>).</summary>
internal readonly record struct GgufBlock(int Elements, int Bytes)
{
    /// <exception cref="InvalidDataException">The type is unknown.</exception>
    public static GgufBlock Of(uint type) =>
        type switch
        {
            0 or 26 => new(1, 4), // f32, i32
            1 or 25 or 30 => new(1, 2), // f16, i16, bf16
            24 => new(1, 1), // i8
            27 or 28 => new(1, 8), // i64, f64
            2 or 20 => new(32, 18), // q4_0, iq4_nl
            3 => new(32, 20), // q4_1
            6 => new(32, 22), // q5_0
            7 => new(32, 24), // q5_1
            8 => new(32, 34), // q8_0
            9 => new(32, 36), // q8_1
            39 => new(32, 17), // mxfp4
            10 => new(256, 84), // q2_K
            11 or 21 => new(256, 110), // q3_K, iq3_s
            12 => new(256, 144), // q4_K
            13 => new(256, 176), // q5_K
            14 => new(256, 210), // q6_K
            15 => new(256, 292), // q8_K
            16 or 35 => new(256, 66), // iq2_xxs, tq2_0
            17 => new(256, 74), // iq2_xs
            18 => new(256, 98), // iq3_xxs
            19 => new(256, 50), // iq1_s
            22 => new(256, 82), // iq2_s
            23 => new(256, 136), // iq4_xs
            29 => new(256, 56), // iq1_m
            34 => new(256, 54), // tq1_0
            _ => throw new InvalidDataException($"tensor type {type} is unknown"),
        };
}
