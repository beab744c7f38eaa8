using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>The end of a filter chain: keeps characters until they are taken.</summary>
internal sealed class CharacterBuffer : ICharacterSink
{
    private readonly StringBuilder _text = new();

    public void Write(char character) => _text.Append(character);

    public void Complete() { }

    /// <summary>Forgets what was not taken.</summary>
    public void Clear() => _text.Clear();

    public string Take()
    {
        if (_text.Length == 0)
        {
            return "";
        }

        var taken = _text.ToString();
        _text.Clear();
        return taken;
    }
}
