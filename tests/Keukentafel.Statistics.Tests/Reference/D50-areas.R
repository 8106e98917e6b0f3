# Reference cases with harder edges for comparison of areas, monitoring, agreement and multiplicity: small and huge sampling variances,
# missing values, tiny areas, shares near 0 and 1, ties, categories that are texts. Base R only, every formula written out with matrices.
#   Rscript D50-areas.R     writes expected/D50-areas.json and data/D50-*.csv (made with R 4.2.2)
set.seed(20261122)

number <- function(x) ifelse(is.na(x), '"NaN"', formatC(x, digits = 17, format = "g"))
vec <- function(x) structure(x, class = "vec")
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    return(if (is.null(names(x))) paste0("[", paste(parts, collapse = ","), "]")
           else paste0("{", paste0('"', names(x), '":', parts, collapse = ","), "}"))
  }
  text <- if (is.character(x)) paste0('"', x, '"') else number(unclass(x))
  if (inherits(x, "vec") || length(x) != 1) paste0("[", paste(text, collapse = ","), "]") else text
}
cases <- list()
add <- function(name, kind, input, expected, rtol = 1e-9)
  cases[[length(cases) + 1]] <<- list(case = name, statistic = list(kind = kind), input = input, expected = expected, rtol = rtol, atol = 1e-12)
save_data <- function(d, name) {
  file <- paste0("data/D50-", name, ".csv")
  write.csv(d, file, row.names = FALSE, quote = FALSE, na = "")
  file
}

# Multiplicity
for (k in 1:6) {
  m <- c(0, 1, 2, 5, 9, 15)[k]
  p <- round(runif(m)^3, 2)
  if (m > 1) p[runif(m) < 0.2] <- NA
  add(paste("p_adjust", m), "p_adjust", list(p = vec(p)), list(
    holm = vec(p.adjust(p, "holm")), hochberg = vec(p.adjust(p, "hochberg")), BH = vec(p.adjust(p, "BH")),
    BY = vec(p.adjust(p, "BY")), bonferroni = vec(p.adjust(p, "bonferroni"))))
}

# Funnel limits
winsorised <- function(z) { q <- quantile(z, c(0.1, 0.9)); mean(pmin(pmax(z, q[1]), q[2])^2) }
additive <- function(phi, s) { k <- length(s); max(0, (k * phi - (k - 1)) / (sum(s^-2) - sum(s^-4) / sum(s^-2))) }
for (k in 1:8) {
  m <- c(2, 3, 8, 30)[1 + k %% 4]
  n <- sample(c(1:30, 100, 5000, 100000), m, TRUE)
  x <- rbinom(m, n, c(0.995, 0.3, 0.7, 0.02)[1 + k %% 4])
  x[1] <- min(max(x[1], sum(x) == 0), n[1] - (sum(x) == sum(n)))
  given <- k > 4
  p0 <- if (given) runif(1, 0.05, 0.95) else sum(x) / sum(n)
  s <- sqrt(p0 * (1 - p0) / n)
  z <- (x / n - p0) / s
  za <- 2 * sqrt(n) * (asin(sqrt(x / n)) - asin(sqrt(p0)))
  phi <- winsorised(z); tau2 <- additive(phi, s); far <- qnorm(0.999)
  exact <- function(a) { r <- qbinom(a, n, p0); (r - (pbinom(r, n, p0) - a) / (pbinom(r, n, p0) - pbinom(r - 1, n, p0))) / n }
  add(paste("funnel", k), "funnel",
    list(n = vec(n), x = vec(x), target = if (given) p0 else "pooled sum(x)/sum(n)", winsorise = vec(c(0.1, 0.9)), limits = list("95" = 0.025, "998" = 0.001)),
    list(p0 = p0, exact_95_lo = vec(exact(0.025)), exact_95_hi = vec(exact(0.975)), exact_998_lo = vec(exact(0.001)), exact_998_hi = vec(exact(0.999)),
      normal_95_lo = vec(p0 - qnorm(0.975) * s), normal_95_hi = vec(p0 + qnorm(0.975) * s), z_normal = vec(z), phi_winsorised = phi, tau2_additive = tau2,
      asin_z = vec(za), asin_phi = winsorised(za), asin_tau2 = additive(winsorised(za), 1 / (2 * sqrt(n))),
      overdispersed_multiplicative_998_lo = vec(p0 - far * sqrt(phi) * s), overdispersed_multiplicative_998_hi = vec(p0 + far * sqrt(phi) * s),
      overdispersed_additive_998_lo = vec(p0 - far * sqrt(s^2 + tau2)), overdispersed_additive_998_hi = vec(p0 + far * sqrt(s^2 + tau2))))
}

# Control charts with a change halfway
for (k in 1:6) {
  m <- 30; n <- sample(1:60, m, TRUE); b <- c(2, 5, 12, 20, 30, 15)[k]; lambda <- c(1, 0.05, 0.2, 0.4, 0.2, 0.3)[k]; L <- 2.5
  x <- rbinom(m, n, plogis(qlogis(c(0.9, 0.5, 0.95, 0.2, 0.6, 0.4)[k]) + rep(c(0, c(-1.5, 1.5, -1, 1, 0, 2)[k]), each = 15)))
  x[1] <- min(max(x[1], sum(x[1:b]) == 0), n[1] - (sum(x[1:b]) == sum(n[1:b])))
  centre <- sum(x[1:b]) / sum(n[1:b]); s <- sqrt(centre * (1 - centre) / n); p <- x / n; z <- (p - centre) / s
  sz <- mean(abs(diff(z[1:b]))) / 1.128
  e <- v <- numeric(m)
  for (t in 1:m) {
    e[t] <- lambda * p[t] + (1 - lambda) * (if (t > 1) e[t - 1] else centre)
    v[t] <- lambda^2 * s[t]^2 + (1 - lambda)^2 * (if (t > 1) v[t - 1] else 0)
  }
  inside <- function(a) pmin(1, pmax(0, a))
  up <- inside(centre + 3 * s); low <- inside(centre - 3 * s)
  run <- Filter(function(t) t >= 8 && (all(p[(t - 7):t] > centre) || all(p[(t - 7):t] < centre)), 1:m)
  two <- Filter(function(t) t >= 3 && (sum(z[(t - 2):t] > 2) >= 2 || sum(z[(t - 2):t] < -2) >= 2), 1:m)
  add(paste("spc", k), "spc", list(n = vec(n), x = vec(x), baseline_periods = b, ewma_lambda = lambda, ewma_L = L),
    list(pbar = centre, p_ucl = vec(up), p_lcl = vec(low), laney_sigma_z = sz, laney_ucl = vec(inside(centre + 3 * s * sz)), laney_lcl = vec(inside(centre - 3 * s * sz)),
      ewma = vec(e), ewma_se = vec(sqrt(v)), ewma_ucl = vec(centre + L * sqrt(v)), ewma_lcl = vec(centre - L * sqrt(v)),
      periods_beyond_3_sigma_1based = vec(which(p > up | p < low)), periods_run_of_8_1based = vec(as.numeric(run)),
      periods_two_of_three_beyond_2_sigma_1based = vec(as.numeric(two)), periods_ewma_signal_1based = vec(which(abs(e - centre) > L * sqrt(v)))))
}

# Fay-Herriot by Fisher scoring from the median sampling variance to convergence, with dense matrices
fay_herriot <- function(y, X, D, method) {
  a <- median(D)
  for (step in 1:5000) {
    Vi <- diag(1 / (a + D)); Q <- solve(t(X) %*% Vi %*% X); P <- Vi - Vi %*% X %*% Q %*% t(X) %*% Vi; Py <- P %*% y
    W <- if (method == "REML") P else Vi
    new <- max(0, a + (sum(Py^2) - sum(diag(W))) / sum(W * W))
    if (abs(new - a) <= 1e-15 * a) break
    a <- new
  }
  Vi <- 1 / (a + D); Q <- solve(t(X) %*% (Vi * X)); b <- Q %*% t(X) %*% (Vi * y); g <- a * Vi; fitted <- as.vector(X %*% b)
  g1 <- g * D; g2 <- (1 - g)^2 * rowSums((X %*% Q) * X); g3 <- (1 - g)^2 * 2 / sum(Vi^2) * Vi
  bias <- if (method == "ML") (1 - g)^2 * sum(diag(Q %*% t(X) %*% (Vi^2 * X))) / sum(Vi^2) else 0
  list(sigma2_u = a, beta = vec(as.vector(b)), se_beta = vec(sqrt(diag(Q))), eblup = vec(g * y + (1 - g) * fitted), gamma = vec(g),
       mse = vec(g1 + g2 + 2 * g3 + bias), g1 = vec(g1), g2 = vec(g2), g3 = vec(g3))
}
for (k in 1:12) {
  m <- c(5, 12, 30)[1 + k %% 3]; x1 <- rnorm(m)
  D <- 0.01 * 10^(runif(m, -1, 1) * c(0, 1, 3, 5)[1 + k %% 4])
  if (k > 8) { D <- 0.01 * runif(m, 0.5, 2); D[1] <- 10^-c(6, 9, 12, 12)[k - 8]; D[m] <- 10^c(0, 4, 8, 0)[k - 8] }
  spread <- c(0, 0.01, 1)[1 + k %% 3]; if (k > 8) spread <- 0.05
  y <- 0.7 + 0.3 * x1 + rnorm(m, 0, sqrt(spread)) + rnorm(m, 0, sqrt(D))
  for (method in c("REML", "ML"))
    add(paste("fay_herriot", k, method), "fay_herriot",
      list(data = NULL, y = vec(y), x = list("(constant)", vec(x1)), sampling_variance = vec(D), method = method), fay_herriot(y, cbind(1, x1), D, method), 1e-6)
}

# Case-mix and direct standardisation
for (k in 1:6) {
  areas <- c(2, 3, 5, 7, 4, 6)[k]; sizes <- sample(3:25, areas, TRUE); area <- rep(seq_len(areas), sizes); n <- length(area)
  d <- data.frame(unit = if (k %% 2) paste0("u", area) else area * 10, a = rnorm(n) + area, b = rbinom(n, 1, 0.3), c = round(runif(n) * 2), N = rep(sizes + sample(0:30, areas, TRUE), sizes))
  d$y <- 0.3 * d$a + d$b - area / 5 + rnorm(n)
  first <- !duplicated(area) | !duplicated(area[seq_along(area)], fromLast = TRUE)
  d$y[runif(n) < 0.15 & !first] <- NA
  d$a[runif(n) < 0.2] <- NA
  if (k %% 3 == 0) d$c[area == 1] <- NA
  file <- save_data(d, paste0("casemix", k))
  e <- d[!is.na(d$y), ]; units <- sort(unique(e$unit)); adjusters <- c("a", "b", "c")
  for (v in adjusters) {
    grand <- mean(e[[v]], na.rm = TRUE)
    e[[v]] <- ave(e[[v]], e$unit, FUN = function(s) ifelse(is.na(s), if (all(is.na(s))) grand else mean(s, na.rm = TRUE), s))
  }
  X <- cbind(as.matrix(e[, adjusters]), outer(e$unit, units, "==") * 1)
  fit <- lm.fit(X, e$y); b <- fit$coefficients[1:3]; theta <- fit$coefficients[-(1:3)]
  if (anyNA(fit$coefficients)) stop("collinear")
  per <- function(v, f) vapply(units, function(u) f(v[e$unit == u]), 0)
  np <- per(e$y, length); raw <- per(e$y, mean); adjusted <- as.vector(theta - mean(theta) + mean(raw)); P <- length(units)
  finite <- k %% 2 == 1
  V <- per(fit$residuals, function(r) sum(r^2)) / (np * (np - 1)) * (if (finite) 1 - np / per(e$N, max) else 1)
  delta <- adjusted - mean(adjusted); vd <- (P - 2) / P * V + sum(V) / P^2; t <- delta / sqrt(vd); mu <- weighted.mean(adjusted, 1 / V)
  add(paste("casemix", k), "casemix_cahps", list(data = file, vars = NULL, unit = "unit", y = "y", adjusters = vec(adjusters), population_column = if (finite) "N"),
    list(coef = vec(as.vector(b)), coef_labels = vec(adjusters), unit = vec(units), n = vec(np), raw = vec(raw), adjusted = vec(adjusted),
      adjusted_vs_grand_x = vec(as.vector(theta + sum(b * colMeans(e[, adjusters])))), var_adjusted = vec(V), delta = vec(delta), var_delta = vec(vd),
      t = vec(t), p_value = vec(2 * pt(-abs(t), np - 1)), F = sum((adjusted - mu)^2 / V) / (P - 1), df1 = P - 1))
  reference <- c("0" = 0.2, "1" = 0.5, "2" = 0.3)
  value <- vapply(units, function(u) sum(vapply(names(reference), function(l) reference[[l]] * mean(d$y[d$unit == u & !is.na(d$y) & d$c %in% as.numeric(l)]), 0)), 0)
  add(paste("direct_std", k), "direct_std", list(data = file, vars = NULL, unit = "unit", y = "y", cells = "c", reference = as.list(reference)), list(unit = vec(units), value = vec(value)))
}

# Agreement: texts (odd) and unequally spaced numbers (even)
for (k in 1:6) {
  texts <- k %% 2 == 1; categories <- if (texts) c("laag", "midden", "hoog", "anders") else c(1, 2, 5, 10); n <- c(4, 4, 15, 15, 40, 40)[k]
  truth <- sample(4, n, TRUE)
  R <- sapply(1:3, function(rater) { r <- ifelse(runif(n) < 0.6, truth, sample(4, n, TRUE)); r[runif(n) < 0.15] <- NA; r })
  d <- as.data.frame(matrix(categories[R], ncol = 3)); names(d) <- c("r1", "r2", "r3")
  file <- save_data(d, paste0("raters", k))
  both <- R[complete.cases(R[, 1:2]), 1:2, drop = FALSE]
  shares <- table(factor(both[, 1], 1:4), factor(both[, 2], 1:4)) / nrow(both)
  for (w in c("none", "linear", "quadratic")) {
    apart <- outer(1:4, 1:4, function(i, j) switch(w, none = (i != j) * 1, linear = abs(i - j), quadratic = (i - j)^2))
    add(paste("kappa", k, w), "kappa", list(data = file, raters = vec(c("r1", "r2")), categories = vec(categories), weights = w),
      list(kappa = 1 - sum(apart * shares) / sum(apart * outer(rowSums(shares), colSums(shares))), n = nrow(both)))
  }
  full <- R[complete.cases(R), , drop = FALSE]
  if (nrow(full) > 0) {
    counts <- t(apply(full, 1, tabulate, 4)); chance <- sum((colSums(counts) / sum(counts))^2)
    add(paste("fleiss", k), "fleiss", list(data = file, raters = vec(names(d)), categories = vec(categories)),
      list(kappa = (mean((rowSums(counts^2) - 3) / 6) - chance) / (1 - chance), n = nrow(full)))
  }
  counts <- t(apply(R, 1, function(r) tabulate(r[!is.na(r)], 4))); counts <- counts[rowSums(counts) > 1, , drop = FALSE]
  O <- Reduce(`+`, lapply(seq_len(nrow(counts)), function(i) (outer(counts[i, ], counts[i, ]) - diag(counts[i, ])) / (sum(counts[i, ]) - 1)))
  nc <- rowSums(O); E <- (outer(nc, nc) - diag(nc)) / (sum(nc) - 1)
  for (level in if (texts) "nominal" else c("nominal", "ordinal", "interval", "ratio")) {
    apart <- outer(1:4, 1:4, Vectorize(function(i, j) if (i == j) 0 else switch(level, nominal = 1, ordinal = (sum(nc[min(i, j):max(i, j)]) - (nc[i] + nc[j]) / 2)^2,
      interval = (categories[i] - categories[j])^2, ratio = ((categories[i] - categories[j]) / (categories[i] + categories[j]))^2)))
    add(paste("alpha", k, level), "krippendorff_alpha", list(data = file, raters = vec(names(d)), level = level), list(alpha = 1 - sum(O * apart) / sum(E * apart)))
  }
}

writeLines(gsub('},{"case"', '},\n{"case"', fixed = TRUE,
  json(list(schema = "stat-fixture/2", id = "D50", title = "Areas, monitoring, agreement, multiplicity: edges", tool = "base R 4.2.2, D50-areas.R", designs = NULL, cases = cases))),
  "expected/D50-areas.json")
