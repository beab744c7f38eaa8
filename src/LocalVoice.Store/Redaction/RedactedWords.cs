namespace LocalVoice.Store.Redaction;

/// <summary>What is taken out of words before they are stored.</summary>
[Flags]
public enum RedactedWords
{
    None = 0,

    /// <summary>Whatever has a digit, and numbers in words.</summary>
    Numbers = 1,

    /// <summary>What follows phrases with which people say names.</summary>
    Names = 2,
}
