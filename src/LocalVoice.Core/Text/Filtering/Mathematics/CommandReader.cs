using System.Text;

namespace LocalVoice.Core.Text.Filtering.Mathematics;

/// <summary>Reads a LaTeX command outside formulas: its name, and its arguments in braces.</summary>
internal sealed class CommandReader
{
    private readonly StringBuilder _name = new();
    private bool _withinWord;
    private bool _named;
    private int _arguments;
    private int _depth;

    /// <summary>Whether what was read is a symbol's whole name.</summary>
    public bool IsSymbol => !_named && !_withinWord && LatexCommands.Symbols.ContainsKey(_name.ToString());

    /// <param name="withinWord">Whether the backslash follows a letter or a colon, as in paths: symbols are then none.</param>
    public void Begin(char first, bool withinWord)
    {
        _name.Clear().Append(first);
        (_withinWord, _named, _arguments, _depth) = (withinWord, false, 0, 0);
    }

    public MathProgress Read(char character)
    {
        if (!_named && char.IsAsciiLetter(character))
        {
            _name.Append(character);
            return MathProgress.Reading;
        }

        if (!_named)
        {
            _arguments = LatexCommands.ArgumentsOf(_name.ToString());
            if (_arguments == 0)
            {
                return IsSymbol ? MathProgress.FormulaBefore : MathProgress.TextBefore;
            }

            _named = true;
        }

        return ReadArgument(character);
    }

    private MathProgress ReadArgument(char character)
    {
        switch (character)
        {
            case '{' or '[':
                _depth++;
                break;
            case '}' or ']' when _depth > 0:
                _depth--;
                _arguments -= _depth == 0 && character == '}' ? 1 : 0;
                break;
            default:
                return _depth > 0 && character != '\n' ? MathProgress.Reading : MathProgress.TextBefore;
        }

        return _arguments == 0 ? MathProgress.Formula : MathProgress.Reading;
    }
}
