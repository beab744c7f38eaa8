using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary>The functions of <c>whisper.h</c> that this binding calls, under their own names.</summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "whisper";

    public const int Greedy = 0;

    [LibraryImport(Library)]
    public static partial void whisper_log_set(delegate* unmanaged[Cdecl]<int, nint, nint, void> callback, nint userData);

    [LibraryImport(Library)]
    public static partial nint whisper_print_system_info();

    [LibraryImport(Library)]
    public static partial int whisper_lang_max_id();

    [LibraryImport(Library)]
    public static partial nint whisper_lang_str(int id);

    [LibraryImport(Library)]
    public static partial ContextParams whisper_context_default_params();

    [LibraryImport(Library)]
    public static partial FullParams whisper_full_default_params(int strategy);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint whisper_init_from_file_with_params_no_state(string path, ContextParams parameters);

    [LibraryImport(Library)]
    public static partial void whisper_free(nint context);

    [LibraryImport(Library)]
    public static partial nint whisper_init_state(nint context);

    [LibraryImport(Library)]
    public static partial void whisper_free_state(nint state);

    [LibraryImport(Library)]
    public static partial int whisper_full_with_state(nint context, nint state, FullParams parameters, float* samples, int count);

    [LibraryImport(Library)]
    public static partial int whisper_full_n_segments_from_state(nint state);

    [LibraryImport(Library)]
    public static partial int whisper_full_lang_id_from_state(nint state);

    [LibraryImport(Library)]
    public static partial long whisper_full_get_segment_t0_from_state(nint state, int segment);

    [LibraryImport(Library)]
    public static partial long whisper_full_get_segment_t1_from_state(nint state, int segment);

    [LibraryImport(Library)]
    public static partial nint whisper_full_get_segment_text_from_state(nint state, int segment);

    [LibraryImport(Library)]
    public static partial float whisper_full_get_segment_no_speech_prob_from_state(nint state, int segment);

    [LibraryImport(Library)]
    public static partial int whisper_full_n_tokens_from_state(nint state, int segment);

    [LibraryImport(Library)]
    public static partial nint whisper_full_get_token_text_from_state(nint context, nint state, int segment, int token);

    [LibraryImport(Library)]
    public static partial TokenData whisper_full_get_token_data_from_state(nint state, int segment, int token);
}
