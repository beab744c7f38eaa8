namespace LocalVoice.Core.Speech;

public sealed class SpokenTextPreparation
{
    private readonly char[] _trimmed = [' ', '\n'];

    public string Prepare(string text, string language) => text.Trim(_trimmed);
}
