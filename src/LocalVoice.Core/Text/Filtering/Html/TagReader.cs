using System.Text;

namespace LocalVoice.Core.Text.Filtering.Html;

/// <summary>
/// Reads what follows an opening angle bracket, a character at a time, and says as early as possible whether it is markup:
/// <c>a &lt;b and c</c> is none, for no attribute follows the name.
/// </summary>
internal sealed class TagReader
{
    // Longer ones are text; chosen by trial, not measured.
    private const int LongestName = 16;
    private const int LongestTag = 512;

    private readonly StringBuilder _name = new();
    private readonly StringBuilder _attribute = new();
    private readonly StringBuilder _text = new();
    private Part _part;
    private char _quote;

    private enum Part
    {
        Name,
        Gap,
        Attribute,
        AfterAttribute,
        BeforeValue,
        Value,
        Quoted,
        Address,
        Comment,
        Declaration,
    }

    /// <summary>All that was read, the bracket included; of a comment only its beginning.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether anything is being read.</summary>
    public bool IsReading => _text.Length > 0;

    /// <summary>Whether nothing but markup is written like this, so that a tag without an end is no text either.</summary>
    public bool IsMarkup { get; private set; }

    /// <summary>Whether it is an end tag.</summary>
    public bool Closes { get; private set; }

    public string Name => _name.ToString();

    /// <summary>Of a complete tag.</summary>
    public TagKind Kind { get; private set; }

    /// <summary>Begins at a <c>&lt;</c>.</summary>
    public void Begin()
    {
        Clear();
        _text.Append('<');
    }

    public void Clear()
    {
        _text.Clear();
        _name.Clear();
        (_part, IsMarkup, Closes, Kind) = (Part.Name, false, false, TagKind.Unknown);
    }

    public TagProgress Read(char character)
    {
        if (_part == Part.Comment)
        {
            return ReadComment(character);
        }

        _text.Append(character);
        return _text.Length > LongestTag ? TagProgress.Text
            : _part == Part.Name ? ReadName(character)
            : ReadRest(character);
    }

    private TagProgress ReadName(char character)
    {
        switch (character)
        {
            case '/' when _text.Length == 2:
                Closes = true;
                return TagProgress.Reading;
            case '!' or '?' when _text.Length == 2:
                return Enter(Part.Declaration);
            case '>':
                Kind = TagNames.KindOf(Name);
                return Kind is TagKind.Unknown or TagKind.Address ? TagProgress.Text : TagProgress.Tag;
            case '@' or '.' or '_' or '+' when _name.Length > 0 && !Closes:
                return Enter(Part.Address);
            case ':' when TagNames.KindOf(Name) == TagKind.Address:
                return Enter(Part.Address);
        }

        if (char.IsAsciiLetter(character) || (_name.Length > 0 && (char.IsAsciiDigit(character) || character == '-')))
        {
            _name.Append(character);
            return _name.Length > LongestName ? TagProgress.Text : TagProgress.Reading;
        }

        var known = TagNames.KindOf(Name) is not (TagKind.Unknown or TagKind.Address);
        return known && (char.IsWhiteSpace(character) || character == '/') ? Enter(Part.Gap) : TagProgress.Text;
    }

    private TagProgress ReadRest(char character)
    {
        switch (_part)
        {
            case Part.Quoted:
                return character == _quote ? Enter(Part.Gap)
                    : character == '\n' || (char.IsWhiteSpace(character) && HasAddress()) ? TagProgress.Text
                    : TagProgress.Reading;
            case Part.Address:
                return character == '>' ? End(TagKind.Address)
                    : char.IsWhiteSpace(character) ? TagProgress.Text
                    : TagProgress.Reading;
            case Part.Declaration:
                return ReadDeclaration(character);
            default:
                return ReadAttribute(character);
        }
    }

    private TagProgress ReadAttribute(char character)
    {
        if (character == '>' && _part != Part.BeforeValue)
        {
            return End(TagNames.KindOf(Name));
        }

        if (char.IsWhiteSpace(character))
        {
            return Enter(
                _part switch
                {
                    Part.Attribute => Part.AfterAttribute,
                    Part.Value => Part.Gap,
                    _ => _part,
                }
            );
        }

        switch (_part)
        {
            case Part.Gap:
                return char.IsAsciiLetter(character) ? BeginAttribute(character)
                    : character == '/' ? TagProgress.Reading
                    : TagProgress.Text;
            case Part.Attribute when char.IsAsciiLetterOrDigit(character) || character is '-' or ':' or '_':
                _attribute.Append(character);
                return TagProgress.Reading;
            case Part.Value:
                return TagProgress.Reading;
            case Part.Attribute or Part.AfterAttribute when character == '=':
                IsMarkup = true;
                return Enter(Part.BeforeValue);
            case Part.BeforeValue:
                _quote = character;
                return Enter(character is '"' or '\'' ? Part.Quoted : Part.Value);
            default:
                return TagProgress.Text;
        }
    }

    private TagProgress BeginAttribute(char first)
    {
        _attribute.Clear().Append(first);
        return Enter(Part.Attribute);
    }

    /// <summary>Whether the attribute's value has no white space, so that one whose quotation mark is missing ends there.</summary>
    private bool HasAddress() => _attribute.ToString().ToUpperInvariant() is "HREF" or "SRC";

    /// <summary>After <c>&lt;!</c> or <c>&lt;?</c>.</summary>
    private TagProgress ReadDeclaration(char character)
    {
        if (_text.Length == 4 && _text[1] == '!' && _text[2] == '-' && character == '-')
        {
            IsMarkup = true;
            return Enter(Part.Comment);
        }

        return character == '>' && _text.Length > 3 ? End(TagKind.Inline)
            : _text.Length == 3 && !char.IsAsciiLetter(character) && character != '-' ? TagProgress.Text
            : TagProgress.Reading;
    }

    /// <summary>A comment may be of any length: only its last two characters are kept.</summary>
    private TagProgress ReadComment(char character)
    {
        if (character == '>' && _name is [.., '-', '-'])
        {
            return End(TagKind.Inline);
        }

        _name.Append(character);
        if (_name.Length > 2)
        {
            _name.Remove(0, 1);
        }

        return TagProgress.Reading;
    }

    private TagProgress End(TagKind kind)
    {
        Kind = kind;
        return TagProgress.Tag;
    }

    private TagProgress Enter(Part part)
    {
        _part = part;
        return TagProgress.Reading;
    }
}

/// <summary>What a character makes of a possible tag.</summary>
internal enum TagProgress
{
    /// <summary>Still possible.</summary>
    Reading,

    /// <summary>A complete tag.</summary>
    Tag,

    /// <summary>No tag: the characters are text, or, of markup that is broken, nothing.</summary>
    Text,
}
