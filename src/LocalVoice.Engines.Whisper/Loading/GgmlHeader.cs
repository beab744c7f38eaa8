namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>
/// The hyper-parameters of a model file, in their order (whisper.cpp, <c>whisper_hparams</c>). whisper.cpp allocates by
/// them before it has read a tensor. The limits are several times those of the largest published model.
/// </summary>
internal sealed record GgmlHeader(
    int Vocabulary,
    int AudioPositions,
    int AudioState,
    int AudioHeads,
    int AudioLayers,
    int TextPositions,
    int TextState,
    int TextHeads,
    int TextLayers,
    int Mels
)
{
    private const int SpectrumBins = 201;

    /// <exception cref="InvalidDataException">A value is impossible; the message names it.</exception>
    public static GgmlHeader Read(BinaryReader reader)
    {
        var header = new GgmlHeader(
            Within(reader, "vocabulary", 200_000),
            Within(reader, "audio context", 1_500),
            Within(reader, "audio state", 4_096),
            Within(reader, "audio heads", 64),
            Within(reader, "audio layers", 128),
            Within(reader, "text context", 4_096),
            Within(reader, "text state", 4_096),
            Within(reader, "text heads", 64),
            Within(reader, "text layers", 128),
            Within(reader, "mel bands", 128)
        );
        Require(header.AudioState % header.AudioHeads == 0, $"audio state {header.AudioState} with {header.AudioHeads} heads");
        Require(header.TextState % header.TextHeads == 0, $"text state {header.TextState} with {header.TextHeads} heads");
        Require(header.TextState == header.AudioState, $"text state {header.TextState} with audio state {header.AudioState}");
        Require(header.Mels is 80 or 128, $"{header.Mels} mel bands; there are models with 80 and with 128");
        var type = reader.ReadInt32();
        Require(type is >= 0 and < 10_000, $"file type {type}");
        var (mels, bins) = (reader.ReadInt32(), reader.ReadInt32());
        Require(mels == header.Mels && bins == SpectrumBins, $"mel filters of {mels} × {bins}; {header.Mels} × {SpectrumBins} belong here");
        return header;
    }

    /// <summary>Bytes of the mel filters that follow the header.</summary>
    public long FilterBytes => (long)Mels * SpectrumBins * sizeof(float);

    /// <summary>Number of tensors of such a model.</summary>
    public int Tensors => 11 + (15 * AudioLayers) + (24 * TextLayers);

    /// <summary>
    /// Weights of such a model. Encoder: positions, two convolutions of width 3, a norm; decoder: positions, tokens, a
    /// norm; 12 d² + 12 d per layer, and 4 d² + 5 d more for the decoder's attention to the audio.
    /// </summary>
    public long Weights =>
        ((long)AudioPositions * AudioState)
        + (3L * Mels * AudioState)
        + (3L * AudioState * AudioState)
        + (4L * AudioState)
        + (AudioLayers * 12L * AudioState * (AudioState + 1))
        + ((long)TextPositions * TextState)
        + ((long)Vocabulary * TextState)
        + (2L * TextState)
        + (TextLayers * ((16L * TextState * TextState) + (17L * TextState)));

    /// <exception cref="InvalidDataException">Thrown unless <paramref name="holds"/>.</exception>
    public static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"it has {otherwise}");
        }
    }

    private static int Within(BinaryReader reader, string name, int most)
    {
        var value = reader.ReadInt32();
        Require(value > 0 && value <= most, $"{name} {value}, which must be 1…{most}");
        return value;
    }
}
