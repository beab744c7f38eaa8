using System.Text;
using System.Text.Json;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;
using Microsoft.Net.Http.Headers;

namespace LocalVoice.Server.Calls;

/// <summary>The body of <c>POST /v1/realtime/calls</c>.</summary>
/// <param name="Sdp">The client's offer.</param>
/// <param name="Session">How the session begins, as in <c>session.update</c>; absent for none.</param>
internal sealed record CallRequest(string Sdp, EventField Session)
{
    public const string SdpType = "application/sdp";

    private const string FormType = "multipart/form-data";
    private const string SdpField = "sdp";
    private const string SessionField = "session";

    private static EventField Absent => new(default, SessionField);

    /// <returns>Null where the content type is neither of the two.</returns>
    /// <exception cref="ProtocolException">The body is not what its type says, or lacks the offer.</exception>
    public static async Task<CallRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (Is(type, SdpType))
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            return Of(await reader.ReadToEndAsync(cancellationToken), Absent);
        }

        return Is(type, FormType) ? await ReadFormAsync(request, cancellationToken) : null;
    }

    private static bool Is(MediaTypeHeaderValue? type, string name) =>
        type is not null && type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static async Task<CallRequest> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ProtocolException("invalid_form", $"The body is no '{FormType}' that can be read to its end.");
        }

        var session = await FieldAsync(form, SessionField, cancellationToken);
        var sdp = await FieldAsync(form, SdpField, cancellationToken) ?? "";
        if (string.IsNullOrWhiteSpace(session))
        {
            return Of(sdp, Absent);
        }

        return Of(sdp, SessionOf(session));
    }

    private static EventField SessionOf(string json)
    {
        try
        {
            using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(json));
            return new(document.RootElement.Clone(), SessionField);
        }
        catch (ProtocolException wrong)
        {
            throw new ProtocolException(wrong.Code, $"The field '{SessionField}' is no JSON object as in session.update.", SessionField);
        }
    }

    /// <summary>As a field, or as a file: a browser's form has blobs as files.</summary>
    private static async Task<string?> FieldAsync(IFormCollection form, string name, CancellationToken cancellationToken)
    {
        if (form.Files.GetFile(name) is not { } file)
        {
            return form[name];
        }

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static CallRequest Of(string sdp, EventField session) =>
        string.IsNullOrWhiteSpace(sdp)
            ? throw new ProtocolException("missing_required_parameter", "The SDP offer is missing.", SdpField)
            : new(sdp, session);
}
