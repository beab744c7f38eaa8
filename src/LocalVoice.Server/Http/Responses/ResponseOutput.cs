using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Server.Http.Generation;

namespace LocalVoice.Server.Http.Responses;

/// <summary>Gathers a response's output, and tells each step of it as an event of the API.</summary>
/// <param name="tell">Sends an event: its type and fields.</param>
internal sealed class ResponseOutput(Func<string, JsonObject, Task> tell)
{
    private readonly List<JsonObject> _items = [];
    private readonly StringBuilder _words = new();
    private string? _message;

    /// <summary>The items that are complete.</summary>
    public IReadOnlyList<JsonObject> Items => _items;

    public async Task AddAsync(TextPart part)
    {
        switch (part)
        {
            case WordsPart words:
                await AddAsync(words);
                break;
            case CallPart call:
                await EndMessageAsync("completed");
                await AddAsync(call);
                break;
        }
    }

    /// <summary>Ends the message under way. A response without anything has an empty one.</summary>
    /// <param name="status"><c>completed</c>, or <c>incomplete</c> where the words end at the limit.</param>
    public async Task FinishAsync(string status)
    {
        if (_message is null && _items.Count == 0)
        {
            await BeginMessageAsync();
        }

        await EndMessageAsync(status);
    }

    private async Task AddAsync(WordsPart words)
    {
        if (_message is null)
        {
            await BeginMessageAsync();
        }

        _words.Append(words.Text);
        await TellOfTextAsync("response.output_text.delta", ("delta", words.Text));
    }

    private async Task BeginMessageAsync()
    {
        _message = $"msg_{Guid.NewGuid():N}";
        _words.Clear();
        await TellOfItemAsync("response.output_item.added", OutputItem.Message(_message, "in_progress", null));
        await TellOfPartAsync("response.content_part.added", "");
    }

    private async Task EndMessageAsync(string status)
    {
        if (_message is not { } id)
        {
            return;
        }

        var text = _words.ToString();
        await TellOfTextAsync("response.output_text.done", ("text", text));
        await TellOfPartAsync("response.content_part.done", text);
        var item = OutputItem.Message(id, status, text);
        await TellOfItemAsync("response.output_item.done", item);
        _items.Add(item);
        _message = null;
    }

    private async Task AddAsync(CallPart call)
    {
        var id = $"fc_{Guid.NewGuid():N}";
        await TellOfItemAsync("response.output_item.added", OutputItem.Call(id, "in_progress", call, ""));
        await tell("response.function_call_arguments.delta", Place(id, ("delta", call.Arguments)));
        var done = Place(id, ("arguments", call.Arguments));
        done["name"] = call.Name;
        await tell("response.function_call_arguments.done", done);
        var item = OutputItem.Call(id, "completed", call, call.Arguments);
        await TellOfItemAsync("response.output_item.done", item);
        _items.Add(item);
    }

    private Task TellOfItemAsync(string type, JsonObject item) =>
        tell(type, new() { ["output_index"] = _items.Count, ["item"] = item.DeepClone() });

    private Task TellOfPartAsync(string type, string text)
    {
        var fields = Place(_message!, ("part", OutputItem.Part(text)));
        fields["content_index"] = 0;
        return tell(type, fields);
    }

    private Task TellOfTextAsync(string type, (string Name, JsonNode Value) field)
    {
        var fields = Place(_message!, field);
        fields["content_index"] = 0;
        fields["logprobs"] = new JsonArray();
        return tell(type, fields);
    }

    private JsonObject Place(string item, (string Name, JsonNode Value) field) =>
        new()
        {
            ["item_id"] = item,
            ["output_index"] = _items.Count,
            [field.Name] = field.Value,
        };
}
