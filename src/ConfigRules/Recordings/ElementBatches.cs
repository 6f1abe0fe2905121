using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace ConfigRules.Recordings;

/// <summary>
/// The elements of a list, read by as many processors as there are: one finds where each element ends, the others make sense of
/// them. What is read keeps the order of the list.
/// </summary>
internal sealed class ElementBatches(ConcurrentBag<ElementReaders> readers)
{
    /// <summary>A list shorter than this is read at once; nothing would be gained.</summary>
    private const int Size = 1 << 17;

    /// <summary>Enough for nobody to wait where some elements take longer than others.</summary>
    private static readonly int MostAhead = Environment.ProcessorCount * 16;

    /// <summary>Makes sense of one element; the reader stands at its first token.</summary>
    public delegate T Parse<T>(ElementReaders readers, ref Utf8JsonReader reader);

    /// <summary>Reads the list at whose start the window stands, and hands on what it holds.</summary>
    /// <exception cref="ElementException">An element cannot be understood.</exception>
    public void Read<T>(JsonWindow window, Parse<T> parse, Action<T> add)
    {
        var ahead = new Queue<Task<List<T>>>();
        var batch = new Batch(0);
        try
        {
            while (window.NextElement(out var json))
            {
                batch.Add(json);
                if (!batch.IsFull)
                    continue;
                var full = batch;
                ahead.Enqueue(Task.Run(() => Understand(full, parse)));
                batch = new(full.Next);
                if (ahead.Count > MostAhead)
                    Await(ahead.Dequeue());
            }
        }
        catch (JsonException)
        {
            // What is wrong further in front is to be told first, whoever was faster.
            Drain();
            throw;
        }
        Drain();
        foreach (var element in Understand(batch, parse))
            add(element);

        void Drain()
        {
            while (ahead.TryDequeue(out var task))
                Await(task);
        }

        void Await(Task<List<T>> task)
        {
            foreach (var element in task.GetAwaiter().GetResult())
                add(element);
        }
    }

    private List<T> Understand<T>(Batch batch, Parse<T> parse)
    {
        if (!readers.TryTake(out var own))
            own = new();
        var elements = new List<T>(batch.Count);
        for (var index = 0; index < batch.Count; index++)
        {
            var reader = new Utf8JsonReader(batch[index], JsonWindow.Lenient);
            try
            {
                reader.Read();
                elements.Add(parse(own, ref reader));
            }
            catch (RecordingException exception)
            {
                throw new ElementException(batch.First + index, exception.Message);
            }
            catch (InvalidOperationException)
            {
                throw new ElementException(batch.First + index, "a text is not valid Unicode; save the file as UTF-8, or record it again");
            }
        }
        batch.Free();
        readers.Add(own);
        return elements;
    }

    /// <summary>Texts of elements, one after the other in one piece of memory.</summary>
    private sealed class Batch(int first)
    {
        private readonly List<int> _ends = [];
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);

        /// <summary>The place of its first element in the list.</summary>
        public int First { get; } = first;

        public int Count => _ends.Count;

        public int Next => First + Count;

        public bool IsFull => Length >= Size / 4 * 3;

        private int Length => _ends is [.., var last] ? last : 0;

        public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan((index is 0 ? 0 : _ends[index - 1]).._ends[index]);

        public void Add(ReadOnlySpan<byte> element)
        {
            var length = Length;
            if (length + element.Length > _bytes.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(length + element.Length);
                _bytes.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = larger;
            }
            element.CopyTo(_bytes.AsSpan(length));
            _ends.Add(length + element.Length);
        }

        public void Free() => ArrayPool<byte>.Shared.Return(_bytes);
    }
}

/// <summary>What one processor reads elements with; each keeps its own pool of texts.</summary>
internal sealed class ElementReaders
{
    public ElementReaders()
    {
        Resources = new(new StringPool());
        Items = new(Resources);
        Dns = new(Resources);
        Balancing = new(Resources);
        Traffic = new(Resources);
    }

    public ResourceReader Resources { get; }

    public ItemReader Items { get; }

    public DnsReader Dns { get; }

    public BalancingReader Balancing { get; }

    public TrafficReader Traffic { get; }
}

/// <summary>An element of a list is none that was expected there.</summary>
internal sealed class ElementException(int index, string message) : Exception(message)
{
    public int Index => index;
}
