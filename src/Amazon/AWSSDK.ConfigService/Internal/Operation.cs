using System.Text.Json;
using Amazon.Runtime;
using Amazon.Shared;

namespace Amazon.ConfigService.Internal;

/// <param name="name">As AWS Config names it.</param>
/// <param name="write">Writes the members of a request.</param>
/// <param name="read">Makes a response of the answer's object.</param>
/// <param name="exceptions">The errors that have a type of their own here.</param>
internal sealed class Operation<TRequest, TResponse>(
    string name,
    Action<Utf8JsonWriter, TRequest> write,
    Func<JsonElement, TResponse> read,
    params (string Code, MakeException Make)[] exceptions)
    : JsonOperation<TRequest, TResponse>("Amazon.ConfigService", $"StarlingDoveService.{name}", write, read, Errors.Other, exceptions)
    where TRequest : AmazonConfigServiceRequest
    where TResponse : AmazonWebServiceResponse;
