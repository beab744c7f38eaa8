using System.Text;
using LocalVoice.Core.Memory;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LocalVoice.Server.Http.Transcriptions;

/// <summary>Reads <c>multipart/form-data</c> with one file, the field <c>file</c>, within its bounds.</summary>
internal sealed class UploadReader(HttpContext context, HttpOptions options, MemoryBudget memory)
{
    public const string FileField = "file";

    // Chosen, not measured: well above what the API's fields hold.
    private const int LongestField = 16 * 1024;
    private const int MostParts = 64;
    private const int BlockBytes = 64 * 1024;

    /// <exception cref="ApiException">It is no such form, lacks the file, or is too large.</exception>
    public async Task<Upload> ReadAsync()
    {
        context.TakeAnyLength();
        var reader = new MultipartReader(Boundary(), context.Request.Body);
        if (context.Request.ContentLength > options.MaxFileBytes + ((long)MostParts * LongestField))
        {
            throw TooLarge();
        }

        var upload = new Upload(memory.Open());
        try
        {
            await ReadPartsAsync(reader, upload);
            return upload.FileName is null ? throw Missing() : upload;
        }
        catch (Exception failure)
        {
            upload.Dispose();
            throw failure is InvalidDataException or (IOException and not BadHttpRequestException) ? Malformed() : failure;
        }
    }

    private async Task ReadPartsAsync(MultipartReader reader, Upload upload)
    {
        var parts = 0;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } part)
        {
            if (++parts > MostParts || !ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var about))
            {
                throw Malformed();
            }

            var name = HeaderUtilities.RemoveQuotes(about.Name).ToString();
            if (name == FileField)
            {
                await ReadFileAsync(part, about, upload);
            }
            else
            {
                upload.Add(name, await ReadFieldAsync(part, name));
            }
        }
    }

    private async Task ReadFileAsync(MultipartSection part, ContentDispositionHeaderValue about, Upload upload)
    {
        if (!about.IsFileDisposition() || upload.FileName is not null)
        {
            throw Invalid(FileField, "Expected one file, as a part with a file name.");
        }

        upload.FileName = about.FileName.ToString();
        var block = new byte[BlockBytes];
        for (int read; (read = await part.Body.ReadAsync(block, context.RequestAborted)) > 0; )
        {
            if (upload.File.Length + read > options.MaxFileBytes)
            {
                throw TooLarge();
            }

            if (!upload.TryAdd(block.AsSpan(0, read)))
            {
                throw new ApiException(
                    StatusCodes.Status503ServiceUnavailable,
                    "memory_exceeded",
                    "The server has no memory for another recording now (LocalVoice:Pipeline:Memory). Try again in a few seconds."
                )
                {
                    RetryAfter = TimeSpan.FromSeconds(5),
                };
            }
        }
    }

    private async Task<string> ReadFieldAsync(MultipartSection part, string name)
    {
        var bytes = new byte[LongestField + 1];
        var length = await part.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length > LongestField
            ? throw new ApiException(
                StatusCodes.Status400BadRequest,
                "string_above_max_length",
                $"Invalid '{name}': too long. At most {LongestField} bytes are taken.",
                name
            )
            : Encoding.UTF8.GetString(bytes, 0, length).Replace('\0', ' ');
    }

    private string Boundary() =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= 128 } boundary
                ? boundary
                : throw Malformed()
            : throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType,
                "unsupported_media_type",
                "Send the recording as 'multipart/form-data', in the field 'file'."
            );

    private static ApiException Invalid(string field, string why) =>
        new(StatusCodes.Status400BadRequest, "invalid_value", $"Invalid value for '{field}'. {why}", field);

    private static ApiException Missing() =>
        new(StatusCodes.Status400BadRequest, "missing_required_parameter", $"Missing required parameter: '{FileField}'.", FileField);

    private static ApiException Malformed() =>
        new(StatusCodes.Status400BadRequest, "invalid_form", "The body is no 'multipart/form-data' that can be read to its end.");

    private ApiException TooLarge() =>
        ApiException.TooLarge(
            "The file",
            options.MaxFileBytes,
            $"{LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Http)}:{nameof(HttpOptions.MaxFileBytes)}",
            FileField
        );
}
