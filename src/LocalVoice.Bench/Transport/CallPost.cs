using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalVoice.Client;

namespace LocalVoice.Bench.Transport;

/// <summary>Posts an offer, and gets the answer.</summary>
internal static class CallPost
{
    private const string SdpType = "application/sdp";

    private static readonly HttpClient Http = new();

    /// <returns>The server's SDP.</returns>
    /// <exception cref="ClientException">The server cannot be reached, or refuses; its reason is told.</exception>
    public static async Task<string> SendAsync(Uri url, string? apiKey, string offer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(offer, Encoding.UTF8, SdpType);
        request.Headers.Authorization = apiKey is null ? null : new AuthenticationHeaderValue("Bearer", apiKey);
        try
        {
            using var response = await Http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? body : throw Refused(url, response.StatusCode, body);
        }
        catch (HttpRequestException unreachable)
        {
            throw new ClientException(
                $"No voice server answers at {url}: {unreachable.Message}",
                "Start one there with 'localvoice serve'; without --url the tool has its own.",
                ClientFault.Unavailable
            );
        }
    }

    private static ClientException Refused(Uri url, HttpStatusCode status, string body) =>
        new(
            $"The server at {url} refuses the call with {(int)status}: {body.ReplaceLineEndings(" ")}",
            status == HttpStatusCode.Unauthorized ? "Give its API key with --key or in LOCALVOICE_KEY." : "Its log tells more.",
            status == HttpStatusCode.ServiceUnavailable ? ClientFault.Busy : ClientFault.Refused
        );
}
