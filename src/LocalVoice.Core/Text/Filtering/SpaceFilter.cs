namespace LocalVoice.Core.Text.Filtering;

/// <summary>Reduces whitespace to one character between words and none at the start; converts signals to punctuation.</summary>
internal sealed class SpaceFilter(ICharacterSink next) : ICharacterSink
{
    private const string Pauses = ".,;:?!…";

    private char _lastVisible;
    private bool _spaced = true;

    public void Write(char character)
    {
        switch (character)
        {
            case Signals.Pause:
                Punctuate('.');
                Space('\n');
                break;
            case Signals.Cell:
                Punctuate(',');
                Space(' ');
                break;
            default:
                if (char.IsWhiteSpace(character))
                {
                    Space(character == '\t' ? ' ' : character);
                }
                else
                {
                    Visible(character);
                }

                break;
        }
    }

    public void Complete() => next.Complete();

    private void Punctuate(char mark)
    {
        if (_lastVisible != '\0' && !Pauses.Contains(_lastVisible))
        {
            Visible(mark);
        }
    }

    private void Visible(char character)
    {
        next.Write(character);
        _lastVisible = character;
        _spaced = false;
    }

    private void Space(char character)
    {
        if (!_spaced)
        {
            next.Write(character);
            _spaced = true;
        }
    }
}
