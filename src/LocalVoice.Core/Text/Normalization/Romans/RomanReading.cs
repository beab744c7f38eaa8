namespace LocalVoice.Core.Text.Normalization.Romans;

/// <summary>How a Roman numeral is said.</summary>
internal enum RomanReading
{
    /// <summary>It is none.</summary>
    None,

    Cardinal,

    /// <summary>Behind a man's name.</summary>
    King,

    /// <summary>Behind a woman's name.</summary>
    Queen,

    /// <summary>An ordinal before a noun of this gender and number.</summary>
    Masculine,
    Feminine,
    MasculinePlural,
    FemininePlural,
}
