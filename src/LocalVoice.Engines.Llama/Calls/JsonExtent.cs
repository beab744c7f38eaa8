namespace LocalVoice.Engines.Llama.Calls;

/// <summary>Finds the end of a JSON object character by character.</summary>
internal struct JsonExtent
{
    private int _depth;
    private bool _quoted;
    private bool _escaped;

    /// <returns>Whether the object ends with this character.</returns>
    public bool EndsWith(char character)
    {
        if (_quoted)
        {
            _quoted = _escaped || character != '"';
            _escaped = !_escaped && character == '\\';
            return false;
        }

        _quoted = character == '"';
        _depth +=
            character is '{' or '[' ? 1
            : character is '}' or ']' ? -1
            : 0;
        return _depth == 0 && character is '}' or ']';
    }
}
