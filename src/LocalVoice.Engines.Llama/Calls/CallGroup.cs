using System.Text;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>Calls that a model made one after another, and the text that they were.</summary>
internal sealed class CallGroup
{
    private readonly StringBuilder _text = new();
    private readonly List<Member> _calls = [];

    public IReadOnlyList<Member> Calls => _calls;

    /// <summary>With the line breaks between the words before and the calls.</summary>
    public string Text => _text.ToString();

    public void Add(ReadCall read, string text)
    {
        _calls.Add(new(read.Call.CallId, SignatureOf(read.Call), read.OwnId));
        _text.Append(text);
    }

    /// <summary>What stands after a call and belongs to the calls.</summary>
    public void Append(string text) => _text.Append(text);

    /// <summary>Whether these are the calls, unchanged.</summary>
    public bool IsOf(IReadOnlyList<FunctionCallContent> calls) =>
        calls.Count == _calls.Count
        && calls.Zip(_calls).All(pair => pair.First.CallId == pair.Second.Id && SignatureOf(pair.First) == pair.Second.Signature);

    private static string SignatureOf(FunctionCallContent call) => $"{call.Name}\n{CallJson.Arguments(call)}";

    /// <param name="Signature">Name and arguments.</param>
    /// <param name="OwnId">The id that the model itself gave the call; null for none.</param>
    internal readonly record struct Member(string Id, string Signature, string? OwnId);
}
