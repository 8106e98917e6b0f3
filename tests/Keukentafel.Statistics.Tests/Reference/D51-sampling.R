# Reference cases with harder edges for sample design and fieldwork (schema stat-fixture/2), computed with R from the formulas of the schema.
# Run from this folder: Rscript D51-sampling.R. Writes expected/D51-sampling.json and data/D51-response*.csv.
library(jsonlite)
set.seed(51)
cases <- list()
add <- function(name, kind, input, expected, rtol = 1e-9, note = NULL) {
  cases[[length(cases) + 1]] <<- list(case = unbox(name), statistic = list(kind = unbox(kind)), input = input, expected = expected,
                                      rtol = unbox(rtol), atol = unbox(1e-12), note = if (is.null(note)) NULL else unbox(note))
}
number <- function(x) if (is.nan(x)) unbox("NaN") else if (is.infinite(x)) unbox(if (x > 0) "Inf" else "-Inf") else unbox(x)
row_of <- function(...) lapply(list(...), number)

# sizes and margins
rows <- list(c(0, .05, 100, .95, 1, .5), c(1, .05, 1e6, .95, 1, .5), c(.5, .9, 10, .9, 1, .01), c(1e-6, 1e-6, 2e7, .999, 3, .1),
             c(.5, .05, 1, .95, 1, 1), c(.5, .05, 2, .95, 1, .3), c(.999, .001, Inf, .5, .2, .99), c(.3, 1e-5, 17e6, .95, 1.4, .35))
size <- function(r) { z <- qnorm(1 - (1 - r[4]) / 2); n0 <- z^2 * r[1] * (1 - r[1]) * r[5] / r[2]^2; n <- n0 / (1 + (n0 - 1) / r[3]); net <- ceiling(n)
  row_of(n0 = n0, n = n, n_net = net, n_gross = min(r[3], ceiling(net / r[6]))) }
add("n_prop", "n_prop", list(rows = lapply(rows, function(r) row_of(p = r[1], e = r[2], N = r[3], conf = r[4], deff = r[5], rr = r[6]))), list(rows = lapply(rows, size)))
rows <- list(c(.5, 1, 2, .95, 1), c(0, 10, 20, .95, 1), c(1, 10, Inf, .99, 2), c(.4, 30, 30, .95, 1.5), c(.02, 1, 1e7, .999, 1), c(.5, 999999, 1e6, .8, 4))
add("moe", "moe", list(rows = lapply(rows, function(r) row_of(p = r[1], n = r[2], N = r[3], conf = r[4], deff = r[5]))),
    list(rows = lapply(rows, function(r) row_of(moe = qnorm(1 - (1 - r[4]) / 2) * sqrt(r[5] * r[1] * (1 - r[1]) / r[2] * if (is.infinite(r[3])) 1 else (r[3] - r[2]) / (r[3] - 1))))))

# power: R's own functions, asked for a tight root
rows <- list(c(0, .02, .05, .8), c(.98, 1, .05, .9), c(.5, .501, .05, .99), c(.9, .1, .05, .8), c(.3, .35, .001, .5), c(.2, .21, .2, .6))
add("power_prop", "power_prop", list(rows = lapply(rows, function(r) row_of(p1 = r[1], p2 = r[2], alpha = r[3], power = r[4]))),
    list(rows = lapply(rows, function(r) row_of(n_per_group = power.prop.test(p1 = r[1], p2 = r[2], sig.level = r[3], power = r[4], tol = 1e-12)$n))), rtol = 1e-8)
rows <- list(c(2, 1, .05, .8), c(.05, 1, .01, .95), c(5, 100, .05, .8), c(3, 2, .001, .99), c(.5, 1, .2, .6), c(1.2, .4, .05, .9))
add("power_t", "power_t", list(rows = lapply(rows, function(r) row_of(delta = r[1], sd = r[2], alpha = r[3], power = r[4]))),
    list(rows = lapply(rows, function(r) row_of(n_per_group = power.t.test(delta = r[1], sd = r[2], sig.level = r[3], power = r[4], tol = 1e-12)$n))), rtol = 1e-8)

# allocation
hamilton <- function(x) { f <- floor(x + 1e-9); left <- round(sum(x)) - sum(f); o <- order(-round(x - f, 9), seq_along(x)); if (left > 0) f[o[seq_len(left)]] <- f[o[seq_len(left)]] + 1; f }
between <- function(n, size, lo, hi) {
  fixed <- rep(NA_real_, length(size))
  repeat {
    free <- is.na(fixed); x <- fixed; x[free] <- (n - sum(fixed[!free])) * size[free] / sum(size[free])
    below <- sum(pmax(0, lo - x)[free]); above <- sum(pmax(0, x - hi)[free])
    if (below == 0 && above == 0) return(x)
    if (below >= above) { i <- free & x < lo; fixed[i] <- lo[i] } else { i <- free & x > hi; fixed[i] <- hi[i] }
  }
}
exact <- function(n, N, S, lo, hi) { k <- lo; while (sum(k) < n) { v <- ifelse(k < hi, N * S / sqrt(k * (k + 1)), -1); h <- which.max(v); k[h] <- k[h] + 1 }; k }
allocate <- function(name, N, p, n, lower, upper, S = sqrt(p * (1 - p) * N / pmax(N - 1, 1))) {
  lo <- pmin(rep_len(lower, length(N)), N); hi <- pmin(if (identical(upper, "Nh")) N else rep_len(upper, length(N)), N)
  expected <- list(proportional = n * N / sum(N), proportional_int = hamilton(n * N / sum(N)), neyman = n * N * S / sum(N * S),
    neyman_capped = between(n, N * S, lo, hi), neyman_capped_int = hamilton(between(n, N * S, lo, hi)), neyman_exact_int = exact(n, N, S, lo, hi),
    proportional_capped = between(n, N, lo, hi), sqrt_alloc_int = hamilton(n * sqrt(N) / sum(sqrt(N))), equal_capped = between(n, rep(1, length(N)), lo, hi))
  if (all(p > 0)) for (q in c(0, .25, .5, 1)) expected[[paste0("power_q", sub(".", "", format(q), fixed = TRUE))]] <- n * N^q * (S / p) / sum(N^q * (S / p))
  one <- function(b) if (length(b) == 1) unbox(b) else b
  add(name, "allocation", list(Nh = N, ph = p, Sh = S, n = unbox(n), lower_bound = one(lower), upper_bound = one(upper)), expected)
}
allocate("allocation_small_strata", c(3, 2, 900, 40, 5, 1), c(.5, .2, .3, .9, .6, .5), 120, 2, "Nh")
allocate("allocation_lists", c(100, 200, 300, 50), c(.5, .02, .98, .4), 90, c(5, 40, 1, 10), c(20, 60, 300, 12))
allocate("allocation_one_number", c(100, 200, 300, 50, 77), c(.5, .12, .08, .4, .3), 100, 3, 30)
allocate("allocation_no_variation", c(60, 80, 40), c(0, 1, .5), 45, 4, "Nh")
allocate("allocation_census", c(6, 1, 11), c(.5, .3, .4), 18, 1, "Nh")
allocate("allocation_ties", c(50, 50, 50, 50), c(.5, .5, .5, .5), 10, 1, "Nh")

# inclusion probabilities and systematic draws
pik <- function(x, n) { p <- n * x / sum(x); repeat { big <- p >= 1; if (!any(big & x > 0)) break; rest <- !big; new <- p; new[big] <- 1; new[rest] <- (n - sum(big)) * x[rest] / max(sum(x[rest]), 1e-300)
  if (identical(new, p)) break; p <- new }; p }
sizes <- list(zeros = list(x = c(0, 4, 0, 1, 3, 9), n = 2), cascade = list(x = c(1000, 200, 40, 8, 2, 1, 1), n = 4), equal = list(x = rep(7, 9), n = 3),
              all = list(x = c(2, 5, 1), n = 3), one = list(x = c(2, 5, 1), n = 1), fraction = list(x = c(2, 5, 1, 9), n = 2.5), wide = list(x = exp(seq(-30, 30, length.out = 25)), n = 12))
for (s in names(sizes)) add(paste0("pik_", s), "inclusion_probabilities", list(x = sizes[[s]]$x, n = unbox(sizes[[s]]$n)), list(pik = pik(sizes[[s]]$x, sizes[[s]]$n)))
rows <- list(c(1, 1, .5), c(7, 1, .01), c(7, 6, .999), c(100000, 3, .5), c(13, 13, .2), c(10, 3, .9), c(10, 4, .25))
add("systematic", "systematic", list(rows = lapply(rows, function(r) list(N = unbox(r[1]), n = unbox(r[2]), u = unbox(r[3])))),
    list(rows = lapply(rows, function(r) list(selected_1based = ceiling((r[3] + 0:(r[2] - 1)) * r[1] / r[2])))))
for (s in setdiff(names(sizes), "fraction")) for (u in c(.13, .77)) { p <- pik(sizes[[s]]$x, sizes[[s]]$n); C <- cumsum(p)
  add(paste0("systematic_pps_", s, "_", u), "systematic_pps", list(x = sizes[[s]]$x, n = unbox(sizes[[s]]$n), u = unbox(u)),
      list(selected_1based = which(floor(C - u + 1e-12) > floor(c(0, C[-length(C)]) - u + 1e-12)))) }

# outcome rates
rates <- function(k, e = NULL) with(as.list(k), {
  E <- I + P + R + NC + O; U <- UH + UO; if (is.null(e)) e <- E / (E + NE)
  row_of(e = e, RR1 = I/(E+U), RR2 = (I+P)/(E+U), RR3 = I/(E+e*U), RR4 = (I+P)/(E+e*U), RR5 = I/E, RR6 = (I+P)/E, COOP1 = I/(I+P+R+O), COOP2 = (I+P)/(I+P+R+O), COOP3 = I/(I+P+R), COOP4 = (I+P)/(I+P+R),
         REF1 = R/(E+U), REF2 = R/(E+e*U), REF3 = R/E, CON1 = (E-NC)/(E+U), CON2 = (E-NC)/(E+e*U), CON3 = (E-NC)/E) })
kinds <- c("I", "P", "R", "NC", "O", "UH", "UO", "NE")
counts <- list(c(0,0,0,0,0,0,0,0), c(0,0,0,0,0,3,4,0), c(0,0,0,0,0,0,0,9), c(0,0,0,5,0,1,0,0), c(0,0,0,0,2,0,0,1), c(1,0,0,0,0,0,0,0), c(0,0,0,0,0,0,6,2), c(1e6,2.5,3.25,1e-3,7,1e5,0,12))
add("rates", "outcome_rates", list(rows = lapply(counts, function(k) lapply(setNames(as.list(k), kinds), unbox))), list(rows = lapply(counts, function(k) list(rates = rates(setNames(k, kinds))))))
add("rates_e", "outcome_rates", list(rows = lapply(c(0, 1), function(e) c(lapply(setNames(as.list(counts[[2]]), kinds), unbox), list(e_given = unbox(e))))),
    list(rows = lapply(c(0, 1), function(e) list(rates = rates(setNames(counts[[2]], kinds), e)))))

# R-indicators
indicator <- function(name, d, terms, weights, constant, strata, partial) {
  file <- paste0("data/D51-", name, ".csv")
  write.csv(d, file, row.names = FALSE, quote = FALSE, na = "")
  keep <- complete.cases(d); s <- d[keep, ]
  X <- sapply(terms, function(t) { v <- rep(1, nrow(s)); for (f in t$product) v <- v * if (is.null(f$level)) s[[f$column]] else as.numeric(s[[f$column]] == f$level); v })
  q <- qr(X); X <- X[, sort(q$pivot[seq_len(q$rank)]), drop = FALSE]
  w <- if (is.null(weights)) rep(constant, nrow(s)) else s[[weights]]; v <- w / mean(w)
  h <- if (is.null(strata)) rep("all", nrow(s)) else s[[strata]]
  fit <- suppressWarnings(glm.fit(X, s$resp, weights = v, family = quasibinomial(), control = glm.control(epsilon = 1e-16, maxit = 200)))
  rho <- plogis(drop(X %*% fit$coefficients)); N <- sum(w)
  Sigma <- solve(crossprod(X, X * (v * rho * (1 - rho)))); z <- rho * (1 - rho) * X
  V <- function(y) sum(sapply(split(seq_along(y), h, drop = TRUE), function(i) { n <- length(i); M <- sum(w[i]); if (abs(M - n) < 1e-9 * M) 0 else M^2 * (1 - n / M) * var(y[i]) / n }))
  m <- sum(w * rho) / N; S2 <- sum(w * (rho - m)^2) / (N - 1); ml <- sum(w * (rho - m)^2) / N
  B <- (sum(w * rowSums((z %*% Sigma) * z)) - V(rho) / N) / N; f <- 1 - B / S2
  cw <- function(a, b) { a <- sweep(a, 2, colSums(w * a) / N); b <- sweep(b, 2, colSums(w * b) / N); crossprod(a, w * b) / N }
  A <- cw(z, cbind(rho)); C <- cw(z, z); CS <- C %*% Sigma
  se <- sqrt(drop(4 * t(A) %*% Sigma %*% A + 2 * sum(diag(CS %*% CS)) + V((rho - m)^2) / N^2) / ml)
  parts <- setNames(lapply(partial, function(p) {
    k <- factor(s[[p]]); Nk <- as.vector(tapply(w, k, sum)); rk <- as.vector(tapply(w * rho, k, sum)) / Nk
    others <- setdiff(partial, p); cell <- if (length(others)) do.call(paste, c(lapply(others, function(o) s[[o]]), sep = "|")) else rep("", nrow(s))
    away <- rho - ave(w * rho, cell, FUN = sum) / ave(w, cell, FUN = sum)
    Pu <- sqrt(sum(Nk * (rk - m)^2) / N); Pc <- sqrt(sum(w * away^2) / N)
    c(row_of(Pu = Pu * sqrt(f), Pu_unadj = Pu, Pc = Pc * sqrt(f), Pc_unadj = Pc), list(levels = levels(k), Pu_cat = sign(rk - m) * sqrt(Nk * (rk - m)^2 / N), Pc_cat = sqrt(as.vector(tapply(w * away^2, k, sum)) / N))) }), partial)
  one <- function(x) if (is.null(x)) NA else unbox(x)
  add(name, "r_indicator", list(data = unbox(file), response = unbox("resp"), x = lapply(terms, function(t) list(name = unbox(t$name), product = lapply(t$product, function(f) lapply(f, unbox)))),
      weights = one(weights), weight_constant = one(constant), strata = one(strata), partial_variables = partial),
    c(row_of(mean_propensity = m, R = suppressWarnings(1 - 2 * sqrt(S2 * f)), R_unadj = 1 - 2 * sqrt(S2), se = se, bias_factor = f, CV = suppressWarnings(sqrt(S2 * f)) / m, CV_unadj = sqrt(S2) / m,
             max_abs_bias_std = suppressWarnings(sqrt(S2 * f)) / m, R_lower_bound_threshold = 1 - 2 * sqrt(m * (1 - m))), list(partial = parts)), rtol = 1e-7)
}
constant <- list(name = "1", product = list())
is <- function(column, level) list(name = paste0(column, level), product = list(list(column = column, level = level)))
is_number <- function(column) list(name = column, product = list(list(column = column)))
make <- function(n, N) { h <- sample(names(N), n, TRUE, N); d <- data.frame(h = h, group = sample(c("a", "b", "c"), n, TRUE), sex = sample(c("M", "V"), n, TRUE), age = round(runif(n, 18, 95), 1))
  d$w <- ave(rep(1, n), d$h, FUN = function(i) max(1, N[[d$h[1]]] / length(i))); d$resp <- rbinom(n, 1, plogis(-1 + .8 * (d$group == "b") + .02 * (d$age - 50))); d }
d <- make(300, list(x = 4000, y = 900, z = 120)); d$w <- ave(seq_len(300), d$h, FUN = function(i) unname(c(x = 4000, y = 900, z = 120)[d$h[i[1]]]) / length(i))
indicator("response1", d, list(constant, is("group", "b"), is("group", "c"), is_number("age")), "w", NULL, "h", c("group", "sex"))
d2 <- d[1:150, ]; d2$w <- ave(seq_len(150), d2$h, FUN = function(i) if (d2$h[i[1]] == "z") 1 else 37.25 / length(i) * 10)
indicator("response2", d2, list(constant, is("sex", "V"), is("group", "b"), list(name = "V:b", product = list(list(column = "sex", level = "V"), list(column = "group", level = "b"))), is_number("age")), "w", NULL, "h", c("sex", "group"))
d3 <- d[1:40, ]; d3$resp <- rep(c(1, 0, 0, 1), 10); indicator("response3", d3, list(constant, is("sex", "V")), NULL, 1, NULL, "sex")
d4 <- d; d4$age2 <- d4$age * 2; d4$w <- d4$w * 1e6; indicator("response4", d4, list(constant, is_number("age"), is_number("age2"), is("group", "c")), "w", NULL, NULL, c("group", "h", "sex"))

out <- list(schema = unbox("stat-fixture/2"), id = unbox("D51-sampling"), title = unbox("sample design and fieldwork, harder edges"), covers = c("sampling", "fieldwork"),
            tool = list(R = unbox(paste(R.version$major, R.version$minor, sep = "."))), data = setNames(list(), character(0)), variables = setNames(list(), character(0)), designs = setNames(list(), character(0)), cases = cases)
writeLines(toJSON(out, digits = NA, null = "null", na = "null", pretty = FALSE), "expected/D51-sampling.json")
